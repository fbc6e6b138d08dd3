/** Cases (calls with all that decides them), their tables, and models of routines and operands. */
@NullMarked
package dev.panblas.conformance.cases;

import org.jspecify.annotations.NullMarked;
