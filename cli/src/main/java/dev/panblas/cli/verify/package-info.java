/** The command {@code panblas verify}. */
@NullMarked
package dev.panblas.cli.verify;

import org.jspecify.annotations.NullMarked;
