/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * A report as one HTML file that refers to nothing outside of itself. It is light or dark as the
 * reader prefers, and fits a phone: wide tables and charts scroll inside the page.
 */
public final class HtmlPage implements Page {

  private static final String LAYOUT =
      """
      *{box-sizing:border-box}
      body{margin:0 auto;max-width:1040px;padding:16px;background:var(--page);color:var(--text);
      font:16px/1.5 system-ui,sans-serif;overflow-wrap:break-word}
      h1{font-size:1.6em;line-height:1.2}h2{font-size:1.25em;margin:2em 0 .5em}
      svg,img{display:block;max-width:100%;height:auto;margin:16px 0}
      svg{min-width:680px}img{image-rendering:pixelated}
      div{overflow-x:auto}
      table{border-collapse:collapse;font-size:.9em;font-variant-numeric:tabular-nums}
      th,td{padding:4px 12px 4px 0;text-align:left;vertical-align:top;
      border-bottom:1px solid var(--grid)}
      th{color:var(--muted);font-weight:600}
      """;

  private final String title;
  private final StringBuilder body = new StringBuilder();

  /**
   * A page without content.
   *
   * @param title its title
   */
  public HtmlPage(String title) {
    this.title = title;
    add("h1", title);
  }

  @Override
  public void heading(String text) {
    add("h2", text);
  }

  @Override
  public void paragraph(String text) {
    add("p", text);
  }

  @Override
  public void table(List<String> heading, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    body.append("<div tabindex=\"0\"><table>\n");
    row("th", heading);
    rows.forEach(cells -> row("td", cells));
    body.append("</table></div>\n");
  }

  @Override
  public void chart(String name, Drawing chart) {
    body.append("<div tabindex=\"0\">").append(Svg.element(chart)).append("</div>\n");
  }

  /**
   * Adds a picture.
   *
   * @param image the picture
   * @param description of what it shows, for readers who do not see it
   * @throws IOException if it cannot be encoded
   */
  public void picture(BufferedImage image, String description) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", bytes)) {
      throw new IOException("this JDK has no PNG writer for " + image);
    }
    body.append(
        String.format(
            Locale.ROOT,
            "<img src=\"data:image/png;base64,%s\" width=\"%d\" height=\"%d\" alt=\"%s\">%n",
            Base64.getEncoder().encodeToString(bytes.toByteArray()),
            image.getWidth(),
            image.getHeight(),
            Svg.escape(description)));
  }

  private void row(String element, List<String> cells) {
    body.append("<tr>");
    for (String cell : cells) {
      body.append('<').append(element).append('>').append(Svg.escape(cell));
    }
    body.append('\n');
  }

  private void add(String element, String text) {
    body.append(String.format(Locale.ROOT, "<%1$s>%2$s</%1$s>\n", element, Svg.escape(text)));
  }

  /** {@return the file} */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        %s
        %s</style></head><body>
        %s</body></html>
        """,
        Svg.escape(title),
        Ink.style(":root"),
        LAYOUT,
        body);
  }
}
