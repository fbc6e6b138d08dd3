/** Other JVM libraries on the bench's questions, as their own users would write them. */
@NullMarked
package dev.panblas.bench.peers;

import org.jspecify.annotations.NullMarked;
