/** The backend in plain Java: always ready, and what the others are checked against. */
@NullMarked
package dev.panblas.reference;

import org.jspecify.annotations.NullMarked;
