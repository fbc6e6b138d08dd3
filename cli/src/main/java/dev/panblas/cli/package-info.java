/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * The {@code panblas} command: its entry point, which finds and runs the subcommands.
 *
 * <p>Each subcommand has its own package and uses no class of another one. Shared classes are in
 * {@code shared}, {@code samples} and {@code chart}.
 */
@NullMarked
package dev.panblas.cli;

import org.jspecify.annotations.NullMarked;
