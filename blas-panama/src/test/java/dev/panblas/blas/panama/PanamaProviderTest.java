/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.panama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.panblas.backend.Selection;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import dev.panblas.spi.Threading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which library the provider opens, and its errors. The default is OpenBLAS from its jar. */
class PanamaProviderTest {

  private static final Settings DEFAULT = Settings.current();

  @TempDir Path work;

  @Test
  void kernelsReturnTheSettingsThatTheyWereOpenedWith() {
    for (int threads : new int[] {1, 3}) {
      Settings settings =
          Settings.defaults().withBackend("panama").withThreads(threads).withCrossover(false);
      Blas blas = Blas.over(Selection.make(settings).open());
      assertEquals(settings, blas.settings());
      assertEquals(threads, blas.threads());
    }
  }

  @Test
  void isFoundByNameWithPriority300() {
    Selection selection = Selection.make(DEFAULT.withBackend("panama"));
    assertEquals("panama", selection.chosen().name());
    assertEquals(300, selection.chosen().priority());
  }

  @Test
  void runsTheRoutinesThatOpenBlasComputesCorrectly() {
    Set<Routine> inJava =
        EnumSet.of(Routine.ROTMG, Routine.DSDOT, Routine.SDSDOT, Routine.GEMMT, Routine.GEMM_BATCH);
    Blas blas = Blas.over(new PanamaProvider().open(DEFAULT));
    assertEquals(EnumSet.complementOf(EnumSet.copyOf(inJava)), blas.implemented());
  }

  @Test
  void reportsItsLibrary() {
    LibraryInfo library = ready(DEFAULT);
    assertEquals("OpenBLAS", library.name());
    assertTrue(library.version().orElseThrow().matches("\\d+\\.\\d+\\.\\d+.*"), library.toString());
    assertTrue(Files.isRegularFile(library.file().orElseThrow()), library.toString());
    assertTrue(library.configuration().orElseThrow().contains(library.version().get()));
    assertTrue(!library.core().orElseThrow().isEmpty(), library.toString());
  }

  @Test
  void theLibraryHasOneThreadWhateverTheThreadsOfPanblas() {
    for (int threads : new int[] {2, 1, 100_000, DEFAULT.threads()}) {
      Settings settings = DEFAULT.withThreads(threads);
      assertEquals(OptionalInt.of(1), ready(settings).threads());
      BlasKernels kernels = new PanamaProvider().open(settings);
      assertEquals(OptionalInt.of(1), kernels.library().threads());
      assertEquals(Threading.CALLING_THREAD, kernels.threading());
    }
  }

  @Test
  void theFirstOpeningOfAFileDecidesItsThreads() throws IOException {
    Path original = ready(DEFAULT).file().orElseThrow();
    Path copy = Files.copy(original, work.resolve("threaded.so")).toRealPath();
    Settings one = DEFAULT.withLibrary(copy.toString());
    Settings two = one.withLibraryThreads(2);
    assertEquals(OptionalInt.of(2), ready(two).threads());
    assertEquals(OptionalInt.of(1), ready(one).threads(), "a probe decides nothing");
    BlasKernels kernels = new PanamaProvider().open(two);
    assertEquals(OptionalInt.of(2), kernels.library().threads());
    assertEquals(Threading.OWN, kernels.threading());
    assertEquals(OptionalInt.of(2), ready(one).threads());
    refused(
        one.withLibraryThreads(3),
        copy + " was opened with 2, but 3 is requested",
        "panblas.library.threads");
    assertEquals(OptionalInt.of(1), ready(DEFAULT).threads(), "another file");
  }

  @Test
  void threadsBeyondTheLibrarysLimitAreReportedAsTheLimit() throws IOException {
    Path copy = Files.copy(ready(DEFAULT).file().orElseThrow(), work.resolve("limited.so"));
    Settings many = DEFAULT.withLibrary(copy.toString()).withLibraryThreads(100_000);
    int limit = ready(many).threads().orElseThrow();
    assertTrue(limit > 1 && limit < 100_000, () -> "the limit is " + limit);
  }

  @Test
  void opensTheRequestedFile() throws IOException {
    // A copy under a name that does not identify the library.
    Path original = ready(DEFAULT).file().orElseThrow();
    Path copy = Files.copy(original, work.resolve("anything.so"));
    LibraryInfo library = ready(DEFAULT.withLibrary(copy.toString()));
    assertEquals("OpenBLAS", library.name());
    assertEquals(copy.toRealPath(), library.file().orElseThrow());
    assertEquals(original, ready(DEFAULT).file().orElseThrow(), "the default library is unchanged");

    Vector x = Vector.of(3, 4);
    for (Settings settings : new Settings[] {DEFAULT, DEFAULT.withLibrary(copy.toString())}) {
      Blas blas = Blas.over(new PanamaProvider().open(settings));
      assertEquals(ready(settings).file(), blas.library().file());
      assertEquals(25, blas.dot(x, x));
    }
  }

  @Test
  void aFileWithTwoNamesIsOneLibrary() throws IOException {
    assumeTrue(!isWindows(), "symbolic links need a privilege on Windows");
    Path original = ready(DEFAULT).file().orElseThrow();
    Path link = Files.createSymbolicLink(work.resolve("link.so"), original);
    assertEquals(original, ready(DEFAULT.withLibrary(link.toString())).file().orElseThrow());
    Files.delete(link); // JUnit warns about a link that leaves its folder
  }

  @Test
  void aMissingFileIsRefused() {
    Path missing = work.resolve("libnothing.so");
    refused(missing, "no such file: " + missing, "exists");
  }

  @Test
  void aDirectoryIsRefused() {
    refused(work, work + " is a directory", "the library's file in it");
  }

  @Test
  void anUnknownNameIsRefused() {
    Availability.Unavailable answer =
        refused("nosuchblas", "the system finds none of ", "install it");
    assertTrue(answer.reason().contains("nosuchblas"), answer.reason());
  }

  /** Otherwise the folder that a program is started in would decide what it runs. */
  @Test
  void aBareNameDoesNotNameAFileOfTheWorkingFolder() throws IOException {
    Path here = Path.of("bare-name-libopenblas.so").toAbsolutePath();
    Files.copy(ready(DEFAULT).file().orElseThrow(), here);
    try {
      refused(
          here.getFileName().toString(), "the system finds none of ", "./" + here.getFileName());
      assertEquals(
          here, ready(DEFAULT.withLibrary("./" + here.getFileName())).file().orElseThrow());
    } finally {
      Files.delete(here);
    }
    // It is mapped, so it need not exist.
    assertEquals("OpenBLAS", ready(DEFAULT.withLibrary(here.toString())).name());
  }

  @Test
  void aPipeIsRefused() throws IOException, InterruptedException {
    assumeTrue(isLinux(), "files are checked on Linux only");
    Path pipe = work.resolve("pipe.so");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    refused(pipe, pipe + " is not a regular file", "the library's own file");
  }

  @Test
  void aLibraryWithoutCblasIsRefused() {
    assumeTrue(isLinux(), "libm.so.6 exists only on Linux");
    refused("libm.so.6", "libm.so.6 has no function cblas_ddot", "CBLAS");
  }

  @Test
  void aFailureDoesNotAffectTheNextProbe() {
    refused(work.resolve("libnothing.so"), "no such file", "");
    assertEquals("OpenBLAS", ready(DEFAULT).name());
  }

  /** Files that would end the process if the system's loader opened them. */
  @Nested
  class DamagedFiles {

    private byte[] whole;
    private Path file;

    @BeforeEach
    void read() throws IOException {
      assumeTrue(isLinux(), "file headers are checked on Linux only");
      Path original = ready(DEFAULT).file().orElseThrow();
      // A small library of the same jar, which is quicker to copy.
      whole = Files.readAllBytes(original.resolveSibling("libgfortran.so.5"));
      file = work.resolve("damaged.so");
    }

    @Test
    void aTextFileIsRefused() throws IOException {
      Files.writeString(file, "INPUT(libopenblas.so.0)\n");
      refused(file, file + " is not a shared library", "name the library's own file");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
      Files.createFile(file);
      refused(file, file + " is not a shared library", "name the library's own file");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 63, 64, 100, 1024, -50, -10, -1})
    void aTruncatedFileIsRefused(int keptOrPercentLost) throws IOException {
      int length =
          keptOrPercentLost > 0
              ? keptOrPercentLost
              : (int) (whole.length * (100L + keptOrPercentLost) / 100);
      Files.write(file, Arrays.copyOf(whole, length));
      refused(file, file + " is truncated: it has " + length + " bytes", "again");
    }

    @Test
    void aFileWithoutItsLastByteIsRefused() throws IOException {
      Files.write(file, Arrays.copyOf(whole, whole.length - 1));
      refused(file, file + " is truncated", "again");
    }

    @Test
    void aLibraryForAnotherMachineIsRefused() throws IOException {
      boolean isArm = System.getProperty("os.arch").equals("aarch64");
      patch(18, (short) (isArm ? 62 : 183));
      refused(
          file,
          file + " is built for " + (isArm ? "amd64" : "aarch64"),
          "built for " + System.getProperty("os.arch"));
    }

    @Test
    void a32BitLibraryIsRefused() throws IOException {
      whole[4] = 1;
      Files.write(file, whole);
      refused(file, file + " is built for a 32-bit", System.getProperty("os.arch"));
    }

    @Test
    void aProgramIsRefused() throws IOException {
      patch(16, (short) 2);
      refused(file, file + " is a program or an object file", "shared library");
    }

    @Test
    void headersWithImpossibleOffsetsAreRefused() throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putLong(32, Long.MAX_VALUE - 8);
      Files.write(file, whole);
      refused(file, file + " has damaged headers", "install");
      bytes.putLong(32, -8);
      Files.write(file, whole);
      refused(file, file + " has damaged headers", "install");
    }

    @Test
    void aMissingDependencyIsNamed() throws IOException {
      Path original = ready(DEFAULT).file().orElseThrow();
      byte[] library = Files.readAllBytes(original.resolveSibling("libgfortran.so.5"));
      // The file contains the names of its dependencies as text, each once.
      replace(library, "libm.so.6", "libx.so.6");
      Files.write(file, library);
      refused(file, "libx.so.6: cannot open shared object file", "install what it needs");
    }

    private void patch(int offset, short value) throws IOException {
      ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putShort(offset, value);
      Files.write(file, whole);
    }
  }

  private static void replace(byte[] bytes, String from, String to) {
    byte[] old = (from + "\0").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i <= bytes.length - old.length; i++) {
      if (Arrays.equals(bytes, i, i + old.length, old, 0, old.length)) {
        System.arraycopy(to.getBytes(StandardCharsets.US_ASCII), 0, bytes, i, to.length());
        return;
      }
    }
    throw new AssertionError(from + " is not in the file");
  }

  private static LibraryInfo ready(Settings settings) {
    Availability answer = new PanamaProvider().probe(settings);
    return assertInstanceOf(Availability.Ready.class, answer, answer.toString()).library();
  }

  private static Availability.Unavailable refused(Path file, String reason, String remedy) {
    return refused(file.toString(), reason, remedy);
  }

  private static Availability.Unavailable refused(String library, String reason, String remedy) {
    Availability.Unavailable refusal = refused(DEFAULT.withLibrary(library), reason, remedy);
    assertTrue(refusal.reason().contains("requested by the program"), refusal.reason());
    return refusal;
  }

  private static Availability.Unavailable refused(Settings settings, String reason, String remedy) {
    Availability answer = new PanamaProvider().probe(settings);
    Availability.Unavailable refusal =
        assertInstanceOf(Availability.Unavailable.class, answer, answer.toString());
    assertTrue(refusal.reason().contains(reason), refusal.reason());
    assertTrue(refusal.remedy().contains(remedy), refusal.remedy());
    return refusal;
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }
}
