/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Cases in memory: the call is made, and its result, its refusal or its side effects are judged.
 */
@NullMarked
package dev.panblas.conformance.trials;

import org.jspecify.annotations.NullMarked;
