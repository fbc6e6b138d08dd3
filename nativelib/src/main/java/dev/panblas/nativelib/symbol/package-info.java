/**
 * Declarations of C functions, as a table: symbols and types. Needs nothing beyond Java 17, neither
 * the Foreign Function and Memory API nor another package.
 */
@NullMarked
package dev.panblas.nativelib.symbol;

import org.jspecify.annotations.NullMarked;
