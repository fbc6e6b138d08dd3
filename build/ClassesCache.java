import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a short training, of which the JVM keeps the classes, linked, and how they ran (JEP 514):
 * the command starts from that. The JVM takes a cache only with the options that it was made with.
 *
 * <p>Arguments: the project's root, the module path, the file to write, and a folder for what the
 * training writes.
 */
final class ClassesCache {

  private ClassesCache() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(args[0]).toRealPath();
    Path modules = Path.of(args[1]).toRealPath();
    Path cache = Path.of(args[2]);
    Path scratch = Path.of(args[3]);
    Path written = scratch.resolve("summary.json");
    Files.deleteIfExists(cache);
    Files.deleteIfExists(written);
    File log = new File(cache + ".log");
    Process training =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "@" + root.resolve(Path.of("build", "java-options")),
                    "-XX:AOTCacheOutput=" + cache,
                    "-Dpanblas.home=" + root,
                    "--module-path",
                    modules.toString(),
                    "--module",
                    "dev.panblas.cli/dev.panblas.cli.Main",
                    "train",
                    "--iterations",
                    "20",
                    "--out",
                    scratch.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    // Without fonts the training ends in 1, since it draws no chart: the cache is as good.
    int exitCode = training.waitFor();
    if (!Files.exists(written) || !Files.exists(cache)) {
      System.err.printf(
          "The training for the cache of classes ended in %d without results or cache; what it"
              + " said is in %s%n",
          exitCode, log);
      System.exit(1);
    }
  }
}
