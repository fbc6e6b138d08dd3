/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The team: worker threads that compute the parts of a task together with the calling thread. */
@NullMarked
package dev.panblas.internal.team;

import org.jspecify.annotations.NullMarked;
