/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command in processes with other locales than that of the tests. */
class LocaleTest {

  /** Under this locale the JDK's formats have Arabic digits. */
  private static final List<String> EGYPT =
      List.of("-Duser.language=ar", "-Duser.country=EG", "-Dstdout.encoding=UTF-8");

  private static final Pattern OTHER_DIGIT = Pattern.compile("[\\p{Nd}&&[^0-9]]");

  @TempDir private Path folder;

  /** Runs the command and returns its output, after checking its exit code. */
  private static String output(int exitCode, ProcessBuilder command) throws Exception {
    Process process = ChildJvm.start(command);
    process.getOutputStream().close();
    String out = ChildJvm.output(process);
    assertEquals(exitCode, process.exitValue(), out);
    return out;
  }

  private static ProcessBuilder command(List<String> options, String... arguments) {
    List<String> all = new ArrayList<>(options);
    all.add("-Dstderr.encoding=UTF-8");
    return new ProcessBuilder(ChildJvm.command(all, Main.class, arguments));
  }

  /**
   * A folder of pictures; the names of two are not ASCII, and are decoded alike in the C locale.
   */
  private Path pictures() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    Random random = new Random(1);
    for (String name : List.of("z.png", "%C3%A9.png", "%C3%A4.png", "a.png")) {
      BufferedImage image = new BufferedImage(24, 24, BufferedImage.TYPE_BYTE_GRAY);
      for (int i = 0; i < 24 * 24; i++) {
        image.getRaster().setSample(i % 24, i / 24, 0, random.nextInt(256));
      }
      Path file = Path.of(URI.create(images.toUri() + name));
      try (var out = Files.newOutputStream(file)) {
        ImageIO.write(image, "png", out);
      }
    }
    return images;
  }

  private String[] train(Path images, Path out) {
    return new String[] {
      "train",
      "--backend",
      "reference",
      "--images",
      images.toString(),
      "--out",
      out.toString(),
      "--samples",
      "40",
      "--hidden",
      "3",
      "--iterations",
      "2"
    };
  }

  @Test
  void outputAndFilesHaveAsciiDigits() throws Exception {
    Path out = folder.resolve("out");
    String printed = output(0, command(EGYPT, train(pictures(), out)));
    assertTrue(printed.contains("40 samples"), printed);
    Path outcomes = folder.resolve("outcomes.tsv");
    String verified =
        output(
            0,
            command(
                EGYPT,
                "verify",
                "--backend",
                "reference",
                "--only",
                "LIBRARY",
                "--outcomes",
                outcomes.toString()));
    String backends = output(0, command(EGYPT, "backends"));
    String wrong = output(2, command(EGYPT, "train", "--out", "x", "--samples", "-5"));
    assertTrue(wrong.contains("but was -5"), wrong);
    List<String> texts = new ArrayList<>(List.of(printed, verified, backends, wrong));
    texts.add(Files.readString(out.resolve("summary.json")));
    texts.add(Files.readString(outcomes));
    texts.add(Files.readString(out.resolve("model.npz"), StandardCharsets.ISO_8859_1));
    for (String text : texts) {
      assertFalse(OTHER_DIGIT.matcher(text).find(), text);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutALocaleFileNamesKeepTheirOrder() throws Exception {
    Path images = pictures();
    byte[][] models = new byte[2][];
    for (String locale : List.of("C", "C.UTF-8")) {
      Path out = folder.resolve(locale);
      ProcessBuilder train = command(List.of(), train(images, out));
      train.environment().put("LC_ALL", locale);
      output(0, train);
      models[locale.equals("C") ? 0 : 1] = Files.readAllBytes(out.resolve("model.npz"));
    }
    assertArrayEquals(models[1], models[0]);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anArgumentThatTheLocaleCannotDecodeIsRefused() throws Exception {
    List<String> shell =
        new ArrayList<>(List.of("sh", "-c", "exec \"$@\" t\"$(printf '\\303\\244')\"", "sh"));
    shell.addAll(command(List.of(), "train", "--out", "out", "--images").command());
    ProcessBuilder train = new ProcessBuilder(shell);
    train.environment().put("LC_ALL", "C");
    String out = output(2, train);
    assertTrue(out.contains("set LC_ALL=C.UTF-8"), out);
  }
}
