/** JMH benchmarks: one class a question, the backend a parameter. */
@NullMarked
package dev.panblas.bench;

import org.jspecify.annotations.NullMarked;
