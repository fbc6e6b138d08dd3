/** Worker threads that share the parts of a task with the thread that asks for it. */
@NullMarked
package dev.panblas.internal.team;

import org.jspecify.annotations.NullMarked;
