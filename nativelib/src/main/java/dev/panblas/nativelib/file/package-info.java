/**
 * Files of native libraries: the jars that hold them, the cache that they are unpacked to, and what
 * their headers say. Needs nothing beyond Java 17, neither the Foreign Function and Memory API nor
 * another package.
 */
@NullMarked
package dev.panblas.nativelib.file;

import org.jspecify.annotations.NullMarked;
