/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChartTest {

  private static final BarChart BARS =
      new BarChart(
          "Speed <of all>",
          "times as fast",
          List.of(
              new BarChart.Bar("NumPy", "1.00 times", 1, 1, 1, false),
              new BarChart.Bar("Panblas", "4.83 times", 4.83, 2.8, 8.31, true)));

  /** Draws a chart, in a JVM that finds no font. */
  static final class Drawer {
    private Drawer() {}

    public static void main(String[] file) throws IOException {
      PngFile.write(Path.of(file[0]), Bitmap.of(BARS.draw()));
    }
  }

  @Test
  void drawsWithoutAnyInstalledFont(@TempDir Path folder) throws Exception {
    Path none = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
    Path file = folder.resolve("chart.png");
    ProcessBuilder command =
        new ProcessBuilder(
            ChildJvm.command(
                List.of("-Djava.awt.headless=true", "-Xshare:auto"),
                Drawer.class,
                file.toString()));
    command.environment().putAll(Map.of("FONTCONFIG_FILE", none.toString()));
    Process process = ChildJvm.start(command);
    assertEquals("", ChildJvm.output(process));
    assertEquals(0, process.exitValue());
    assertEquals(1000, ImageIO.read(file.toFile()).getWidth());
  }

  /** Java's fonts need fontconfig and a font, so no class may use them. */
  @Test
  void noClassUsesJavasFonts() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("target", "classes"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String content = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertFalse(content.contains("java/awt/Font"), file::toString);
      }
    }
  }

  @Test
  void theVectorFileHasTheTextsAndRefersToNothing(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("chart.svg");
    Svg.write(file, BARS.draw());
    String svg = Files.readString(file);
    for (String text : List.of("Speed &lt;of all&gt;", "4.83 times", "NumPy", "times as fast")) {
      assertTrue(svg.contains(">" + text + "<"), text);
    }
    assertTrue(svg.contains("prefers-color-scheme:dark"), svg);
    assertFalse(svg.replace("http://www.w3.org/2000/svg", "").contains("://"), svg);
  }

  @Test
  void panblasAndRivalsHaveDifferentColours() {
    String svg = Svg.element(BARS.draw());
    assertTrue(svg.contains(Ink.OWN.css()) && svg.contains(Ink.RIVAL.css()), svg);
    assertNotEquals(Ink.OWN.light(), Ink.RIVAL.light());
  }

  @ParameterizedTest
  @EnumSource(Ink.class)
  void colourHasContrastToThePage(Ink ink) {
    double least =
        switch (ink) {
          case PAGE, GRID -> 1; // carries no information
          case TEXT, MUTED -> 4.5;
          default -> 3;
        };
    for (ToIntFunction<Ink> page : List.<ToIntFunction<Ink>>of(Ink::light, Ink::dark)) {
      double contrast = contrast(page.applyAsInt(ink), page.applyAsInt(Ink.PAGE));
      assertTrue(contrast >= least, () -> ink + ": " + contrast);
    }
  }

  /** The contrast of WCAG 2.1. */
  private static double contrast(int one, int other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16 & 255)
        + 0.7152 * linear(colour >> 8 & 255)
        + 0.0722 * linear(colour & 255);
  }

  private static double linear(int value) {
    double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  @Test
  void aShortLogarithmicAxisHasManyLabelsAndALongOneFew() {
    assertEquals(List.of(40.0, 60.0, 80.0, 100.0), Axis.logarithmic("", 35, 150).ticks());
    assertEquals(
        List.of(0.1, 1.0, 10.0),
        Axis.logarithmic("", 0.1, 10).ticks().stream()
            .filter(t -> Math.log10(t) % 1 == 0)
            .toList());
    assertTrue(Axis.logarithmic("", 1e-12, 1e12).ticks().size() <= 25);
  }

  @Test
  void anAxisOfCountsHasNoLabelBetweenTwoOfThem() {
    assertEquals(List.of(0.0, 1.0), Axis.counting("", 0, 1).ticks());
    assertEquals(List.of(0.0, 1.0, 2.0, 3.0), Axis.counting("", 0, 3).ticks());
    assertEquals(Axis.linear("", 0, 400), Axis.counting("", 0, 400));
  }

  @Test
  void textIsAsWideAsItsLetters() {
    assertTrue(Bitmap.width("MM", 16) > Bitmap.width("ii", 16));
    assertTrue(Bitmap.width("\u4e2d", 16) > 0, "an unknown letter is drawn as a sign of its own");
  }
}
