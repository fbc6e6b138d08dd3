/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * NumPy's .npz archives: zip files with a .npy file for each array, as {@code numpy.savez} and
 * {@code numpy.savez_compressed} write them.
 *
 * {@snippet :
 * NpzFile.write(file, archive -> archive.add("weights", weights).add("biases", biases));
 * try (NpzFile archive = NpzFile.open(file)) {
 *   Matrix weights = archive.read(arena, "weights");
 *   Vector biases = archive.readVector(arena, "biases");
 * }
 * }
 *
 * <p>{@link #open} reads the archive's directory; an array is read when it is asked for. The
 * elements are converted as in {@link NpyFile}. Archives of any size (zip64) and those written to a
 * pipe are read too. The size and the checksum of an entry are compared with the directory's. An
 * archive that is truncated, damaged or encrypted is refused with an {@link NpyFormatException},
 * and so is one with two entries of the same name.
 *
 * <p>May be used by several threads at once.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.savez.html">savez, as NumPy
 *     documents it</a>
 */
public final class NpzFile implements AutoCloseable {

  /** The largest array of bytes that a JVM allocates. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  /** The names that a message lists. */
  private static final int MOST_NAMES = 20;

  /** The content of an archive. */
  @FunctionalInterface
  public interface Content {

    /**
     * Adds the arrays.
     *
     * @param archive receives them; must not be used afterwards
     * @throws IOException if the archive cannot be written; the old file then stays unchanged
     */
    void writeTo(NpzWriter archive) throws IOException;
  }

  private final String file;
  private final ZipFile zip;
  private final long bytes;
  private final NpzNames names;

  private NpzFile(String file, ZipFile zip, long bytes) throws NpyFormatException {
    this.file = file;
    this.zip = zip;
    this.bytes = bytes;
    this.names = names(file, zip);
  }

  // ---- writing

  /**
   * Writes an archive without compression, as {@code numpy.savez} does. The file is written
   * atomically and replaces an existing one; see {@link AtomicFile}. The same arrays give the same
   * bytes. Each array is read twice, for its checksum and for its elements.
   *
   * @param file the file
   * @param content adds the arrays
   * @throws IOException if the file cannot be written; the old file then stays unchanged
   */
  public static void write(Path file, Content content) throws IOException {
    write(file, content, false);
  }

  /**
   * Writes a compressed archive, as {@code numpy.savez_compressed} does, otherwise like {@link
   * #write}. The same arrays give the same bytes with the same JDK.
   *
   * @param file the file
   * @param content adds the arrays
   * @throws IOException if the file cannot be written; the old file then stays unchanged
   */
  public static void writeCompressed(Path file, Content content) throws IOException {
    write(file, content, true);
  }

  private static void write(Path file, Content content, boolean isCompressed) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            NpzWriter archive = new NpzWriter(zip, isCompressed);
            content.writeTo(archive);
            archive.requireComplete();
          }
        });
  }

  // ---- reading

  /**
   * Opens an archive and reads its directory. The file must not change until it is closed.
   *
   * @param file a .npz file
   * @return the archive, which the caller closes
   * @throws NpyFormatException if it is not a zip archive, is truncated or encrypted, or has two
   *     entries of the same name
   * @throws IOException if the file cannot be read
   */
  public static NpzFile open(Path file) throws IOException {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw new NpyFormatException(name, "is a folder: give the name of a .npz file");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new NpyFormatException(
          name,
          "is a pipe or a device, but the directory at the end of an archive is read first: copy it"
              + " to a file");
    }
    ZipFile zip = openZip(name, file);
    try {
      return new NpzFile(name, zip, Files.size(file));
    } catch (Throwable failure) {
      zip.close();
      throw failure;
    }
  }

  private static ZipFile openZip(String name, Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (UnsupportedOperationException elsewhere) {
      throw new NpyFormatException(
          name, "is not in the default file system: copy it to a folder", elsewhere);
    } catch (ZipException | EOFException unusable) {
      throw new NpyFormatException(name, problem(file, NpzEntry.reason(unusable)), unusable);
    }
  }

  /** Why a file cannot be opened, with the remedy. */
  private static String problem(Path file, String reason) throws IOException {
    byte[] start;
    try (InputStream content = Files.newInputStream(file)) {
      start = content.readNBytes(6);
    }
    if (start.length == 0) {
      return "is empty: save it again with numpy.savez";
    }
    if (NpyHeader.isMagic(start)) {
      return "is a .npy file, which has one array, not an archive: read it with NpyFile, or save it"
          + " with numpy.savez";
    }
    if (reason.contains("encrypted")) {
      return "is encrypted: save it without a password";
    }
    if (reason.contains("compression method")) {
      return "has an entry that is neither stored nor deflated ("
          + reason
          + "): save it again with numpy.savez";
    }
    if (start[0] != 'P') {
      return "is not a .npz archive: it begins with the bytes "
          + NpyHeader.hex(start)
          + " instead of 50 4b; save it with numpy.savez";
    }
    return "is truncated or damaged (" + reason + "): copy or save it again";
  }

  private static NpzNames names(String file, ZipFile zip) throws NpyFormatException {
    NpzNames names = new NpzNames();
    List<String> entries =
        zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    for (String entry : entries) {
      Optional<String> other = names.add(entry);
      if (other.isPresent()) {
        throw new NpyFormatException(
            file,
            String.format(
                Locale.ROOT,
                "has the entry %s after the entry %s, but each array must have a name of its own:"
                    + " save it again with numpy.savez",
                entry,
                other.get()));
      }
    }
    return names;
  }

  /**
   * The names of the arrays, and of what else is in the archive.
   *
   * @return the entries' names, without {@code .npy}, in the archive's order
   */
  public List<String> names() {
    return names.names();
  }

  /**
   * Reads an array into newly allocated memory. If the entry or the array's header declares more
   * bytes than the archive can have, no memory is allocated.
   *
   * @param arena the owner of the memory
   * @param name the array's name, with or without {@code .npy}
   * @return the matrix; column-major if the array is in Fortran order, otherwise row-major
   * @throws NpyFormatException if there is no such array, it is damaged, or {@link NpyFile#read}
   *     would refuse it
   * @throws IllegalStateException if the archive is closed
   * @throws IOException if the file cannot be read
   */
  public Matrix read(Arena arena, String name) throws IOException {
    NpzEntry entry = entry(name);
    return entry.read(
        (content, size) -> NpyReader.read(arena, NpySource.of(entry.subject(), content, size)));
  }

  /**
   * Reads an array that is a vector: shape (n,), or a matrix with one row or one column.
   *
   * @param arena the owner of the memory
   * @param name the array's name, with or without {@code .npy}
   * @return the vector
   * @throws NpyFormatException if {@link #read(Arena, String)} throws it, or the array is not a
   *     vector
   * @throws IllegalStateException if the archive is closed
   * @throws IOException if the file cannot be read
   */
  public Vector readVector(Arena arena, String name) throws IOException {
    return NpyReader.vector(subject(name), read(arena, name));
  }

  /**
   * Reads an entry's bytes, of one that is no array.
   *
   * @param name the entry's name
   * @return all its bytes
   * @throws NpyFormatException if there is no such entry, it is damaged, or has more bytes than a
   *     Java array can have
   * @throws IllegalStateException if the archive is closed
   * @throws IOException if the file cannot be read
   */
  public byte[] readBytes(String name) throws IOException {
    NpzEntry entry = entry(name);
    return entry.read(
        (content, size) -> {
          if (size > MOST_BYTES) {
            throw new NpyFormatException(
                entry.subject(),
                String.format(
                    Locale.ROOT,
                    "has %d bytes, but at most %d are read at once: read it as an array",
                    size,
                    MOST_BYTES));
          }
          byte[] all = content.readNBytes((int) size);
          if (all.length < size) {
            throw new EOFException("it ends after " + all.length + " of " + size + " bytes");
          }
          return all;
        });
  }

  /**
   * Reads one array of an archive.
   *
   * @param arena the owner of the memory
   * @param file a .npz file
   * @param name the array's name, with or without {@code .npy}
   * @return the matrix, as {@link #read(Arena, String)} returns it
   * @throws NpyFormatException if {@link #open} or {@link #read(Arena, String)} throws it
   * @throws IOException if the file cannot be read
   */
  public static Matrix read(Arena arena, Path file, String name) throws IOException {
    try (NpzFile archive = open(file)) {
      return archive.read(arena, name);
    }
  }

  private NpzEntry entry(String name) throws NpyFormatException {
    Optional<String> entry = names.entry(name);
    if (entry.isEmpty()) {
      List<String> all = names();
      String some = String.join(", ", all.subList(0, Math.min(all.size(), MOST_NAMES)));
      String rest = all.size() > MOST_NAMES ? " and " + (all.size() - MOST_NAMES) + " others" : "";
      throw new NpyFormatException(
          file,
          all.isEmpty()
              ? "has no array " + name + ": it is an empty archive"
              : "has no array " + name + ": name one of " + some + rest);
    }
    return new NpzEntry(subject(name), zip, zip.getEntry(entry.get()), bytes);
  }

  private String subject(String name) {
    return file + ": the array " + name;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
