/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import java.lang.foreign.SymbolLookup;

/**
 * A library in the memory of the process.
 *
 * @param symbols its functions
 * @param isNew whether Panblas mapped it; false if the program had it mapped before
 */
public record MappedLibrary(SymbolLookup symbols, boolean isNew) {}
