/** The command {@code panblas bench}. */
@NullMarked
package dev.panblas.bench.command;

import org.jspecify.annotations.NullMarked;
