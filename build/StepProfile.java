/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Prints where the time of a step in tiles goes, from a recording of a long training:
 *
 * <pre>
 *   export JDK_JAVA_OPTIONS="-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints
 *       -XX:StartFlightRecording:filename=step.jfr,settings=profile"
 *   ./panblas train --iterations 5000 --out step
 *   java build/StepProfile.java step.jfr
 * </pre>
 *
 * <p>A line is an operation on tiles and the innermost method of the package that computes tiles.
 * The rest of the training, and what the JVM does, are not counted.
 */
final class StepProfile {

  private static final String PACKAGE = "dev.panblas.blas.vector.";

  private StepProfile() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: java build/StepProfile.java RECORDING.jfr");
      System.exit(2);
    }
    Map<String, Integer> samples = new HashMap<>();
    int all = 0;
    try (RecordingFile recording = new RecordingFile(Path.of(arguments[0]))) {
      while (recording.hasMoreEvents()) {
        Optional<String> line = line(recording.readEvent());
        if (line.isPresent()) {
          samples.merge(line.get(), 1, Integer::sum);
          all++;
        }
      }
    }
    if (all == 0) {
      System.err.println(
          "the recording has no sample of the kernels on tiles: was the training long enough?");
      System.exit(1);
    }
    System.out.printf(Locale.ROOT, "%d samples of steps%n", all);
    for (var entry :
        samples.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .toList()) {
      double percent = 100.0 * entry.getValue() / all;
      if (percent >= 0.5) {
        System.out.printf(Locale.ROOT, "%5.1f%%  %s%n", percent, entry.getKey());
      }
    }
  }

  private static Optional<String> line(RecordedEvent event) {
    if (!event.getEventType().getName().equals("jdk.ExecutionSample")
        || event.getStackTrace() == null) {
      return Optional.empty();
    }
    List<String> methods =
        event.getStackTrace().getFrames().stream()
            .map(StepProfile::name)
            .filter(name -> name.startsWith(PACKAGE))
            .map(name -> name.substring(PACKAGE.length()))
            .toList();
    return methods.stream()
        .filter(name -> name.contains("TileOperations."))
        .findFirst()
        .map(operation -> operation + ", in " + methods.getFirst());
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }
}
