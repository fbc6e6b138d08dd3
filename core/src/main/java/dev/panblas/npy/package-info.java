/** NumPy's .npy files, and atomic writes of files. */
@NullMarked
package dev.panblas.npy;

import org.jspecify.annotations.NullMarked;
