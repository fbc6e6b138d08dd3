/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The help for a narrow terminal: the description of an option is below its name. picocli's own
 * layout needs {@value #LEAST_OF_PICOCLI} columns.
 */
final class NarrowHelp extends Help {

  static final int LEAST_OF_PICOCLI = 55;

  private static final int INDENT = 4;

  private final int width;

  NarrowHelp(CommandSpec spec, ColorScheme colors, int width) {
    super(spec, colors);
    this.width = width;
  }

  @Override
  public Layout createDefaultLayout(
      List<OptionSpec> options, List<PositionalParamSpec> parameters, ColorScheme colors) {
    return new Layout(
        colors,
        table(),
        (option, labels, scheme) ->
            rows(
                scheme.optionText(String.join(", ", option.names())),
                labels.renderParameterLabel(option, scheme.ansi(), scheme.optionParamStyles()),
                option),
        (parameter, labels, scheme) ->
            rows(
                scheme.text(""),
                labels.renderParameterLabel(parameter, scheme.ansi(), scheme.parameterStyles()),
                parameter));
  }

  private Text[][] rows(Text names, Text label, ArgSpec option) {
    List<Text[]> rows = new ArrayList<>();
    rows.add(new Text[] {names.concat(label), colorScheme().text("")});
    for (String description : option.description()) {
      rows.add(below(description));
    }
    return rows.toArray(Text[][]::new);
  }

  private Text[] below(String description) {
    return new Text[] {colorScheme().text(""), colorScheme().text(description)};
  }

  @Override
  public TextTable createTextTable(Map<?, ?> lines) {
    TextTable table = table();
    lines.forEach(
        (name, description) -> {
          table.addRowValues(colorScheme().text(name.toString()), colorScheme().text(""));
          table.addRowValues(below(description.toString()));
        });
    return table;
  }

  @Override
  public String commandList(Map<String, Help> commands) {
    TextTable table = table();
    commands.forEach(
        (name, help) -> {
          table.addRowValues(colorScheme().commandText(name), colorScheme().text(""));
          table.addRowValues(below(help.commandSpec().usageMessage().description()[0]));
        });
    return table.toString();
  }

  private TextTable table() {
    TextTable table =
        TextTable.forColumns(
            colorScheme(),
            new Column(INDENT, INDENT / 2, Overflow.SPAN),
            new Column(width - INDENT, 0, Overflow.WRAP));
    table.indentWrappedLines = 0;
    return table;
  }

  @Override
  public String description(Object... values) {
    return paragraph(commandSpec().usageMessage().description(), values);
  }

  @Override
  public String footer(Object... values) {
    return paragraph(commandSpec().usageMessage().footer(), values);
  }

  private String paragraph(String[] lines, Object... values) {
    return join(ansi(), width, true, lines, new StringBuilder(), values).toString();
  }

  @Override
  protected String insertSynopsisCommandName(int headingLength, Text options) {
    TextTable table = TextTable.forColumns(colorScheme(), new Column(width, 0, Overflow.WRAP));
    table.indentWrappedLines = INDENT;
    Text heading = Ansi.OFF.new Text("X".repeat(headingLength), colorScheme());
    table.addRowValues(
        heading.concat(colorScheme().commandText(commandSpec().qualifiedName())).concat(options));
    return table.toString().substring(headingLength);
  }
}
