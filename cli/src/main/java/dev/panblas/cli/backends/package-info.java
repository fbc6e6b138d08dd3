/** The command {@code panblas backends}. */
@NullMarked
package dev.panblas.cli.backends;

import org.jspecify.annotations.NullMarked;
