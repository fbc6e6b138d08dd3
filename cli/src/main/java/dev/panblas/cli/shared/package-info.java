/** What several commands use: options, errors, signals, tables, JSON. */
@NullMarked
package dev.panblas.cli.shared;

import org.jspecify.annotations.NullMarked;
