/** Fused elementwise steps over matrices: what stands between two matrix products. */
@NullMarked
package dev.panblas.internal.elementwise;

import org.jspecify.annotations.NullMarked;
