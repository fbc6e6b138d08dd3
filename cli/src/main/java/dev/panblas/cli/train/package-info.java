/** The command {@code panblas train}. */
@NullMarked
package dev.panblas.cli.train;

import org.jspecify.annotations.NullMarked;
