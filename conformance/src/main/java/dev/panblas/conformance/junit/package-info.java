/** The conformance kit as a JUnit test. */
@NullMarked
package dev.panblas.conformance.junit;

import org.jspecify.annotations.NullMarked;
