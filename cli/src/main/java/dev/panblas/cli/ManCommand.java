/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import dev.panblas.cli.shared.Version;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * {@code panblas man}: the manual page of all commands, from the same descriptions as the help, in
 * the macros of man(7), which each man reads.
 */
@Command(
    name = "man",
    description = "Print the manual page, for man: panblas man > panblas.1; man ./panblas.1")
final class ManCommand implements Runnable {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(page(spec.root()));
    out.flush();
  }

  private static String page(CommandSpec panblas) {
    StringBuilder page = new StringBuilder();
    line(page, ".TH PANBLAS 1 \"\" \"Panblas " + escaped(Version.ofPanblas()) + "\"");
    line(page, ".nh"); // no hyphens in names of files
    line(page, ".ad l");
    line(page, ".SH NAME");
    String summary = panblas.usageMessage().description()[0];
    line(page, "panblas \\- " + escaped(summary));
    line(page, ".SH SYNOPSIS");
    line(page, "\\fBpanblas\\fR \\fICOMMAND\\fR [\\fIoptions\\fR]");
    line(page, ".SH DESCRIPTION");
    line(page, "The commands below, each with its options. These belong to all:");
    for (OptionSpec option : panblas.options()) {
      argument(page, String.join("\\fR, \\fB", option.names()), option);
    }
    line(page, ".SH COMMANDS");
    for (Map.Entry<String, CommandLine> command : panblas.subcommands().entrySet()) {
      command(page, command.getKey(), command.getValue().getCommandSpec());
    }
    line(page, ".SH EXIT STATUS");
    panblas
        .usageMessage()
        .exitCodeList()
        .forEach(
            (code, meaning) -> {
              line(page, ".TP");
              line(page, "\\fB" + code + "\\fR");
              line(page, escaped(meaning));
            });
    return page.toString();
  }

  private static void command(StringBuilder page, String name, CommandSpec command) {
    line(page, ".SS panblas " + name);
    paragraphs(page, command.usageMessage().description());
    for (ArgSpec parameter : command.positionalParameters()) {
      argument(page, "", parameter);
    }
    for (OptionSpec option : command.options()) {
      if (!option.inherited() && !isHelp(option)) {
        argument(page, String.join("\\fR, \\fB", option.names()), option);
      }
    }
    if (command.usageMessage().footer().length > 0) {
      line(page, ".PP");
      paragraphs(page, command.usageMessage().footer());
    }
  }

  /** The options that every command has: they are described once. */
  private static boolean isHelp(OptionSpec option) {
    return option.usageHelp() || option.versionHelp();
  }

  private static void argument(StringBuilder page, String names, ArgSpec argument) {
    if (argument.hidden()) {
      return;
    }
    line(page, ".TP");
    String label =
        argument.arity().max() == 0 ? "" : "\\fI" + escaped(argument.paramLabel()) + "\\fR";
    line(
        page,
        "\\fB"
            + names.replace("-", "\\-")
            + "\\fR"
            + (names.isEmpty() || label.isEmpty() ? "" : " ")
            + label);
    paragraphs(page, argument.description());
  }

  /** Lines of a description: an empty one ends a paragraph. */
  private static void paragraphs(StringBuilder page, String[] lines) {
    for (String each : lines) {
      for (String part : String.format(Locale.ROOT, each).split("\\R", -1)) {
        line(page, part.isEmpty() ? ".PP" : escaped(part));
      }
    }
  }

  /** Text as roff reads it: nothing in it is a macro, and a hyphen can be copied as a minus. */
  private static String escaped(String description) {
    StringBuilder text = new StringBuilder();
    for (char each : Ansi.OFF.string(description).toCharArray()) {
      switch (each) {
        case '\\' -> text.append("\\e");
        case '-' -> text.append("\\-");
        case '.', '\'' -> text.append(text.isEmpty() ? "\\&" : "").append(each);
        default ->
            text.append(each < 128 ? each : String.format(Locale.ROOT, "\\[u%04X]", (int) each));
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder page, String text) {
    page.append(text).append('\n');
  }
}
