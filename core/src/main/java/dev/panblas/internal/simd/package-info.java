/** Whether loops in Java may use the processor's vector instructions. */
@NullMarked
package dev.panblas.internal.simd;

import org.jspecify.annotations.NullMarked;
