/** The {@code panblas} command. */
@NullMarked
package dev.panblas.cli;

import org.jspecify.annotations.NullMarked;
