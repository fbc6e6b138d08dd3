/** Whether loops in Java may use the processor's vector instructions. */
@NullMarked
package dev.panblas.simd;

import org.jspecify.annotations.NullMarked;
