package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.BackendReport.Entry;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendReportTest {

  /** Says that it is ready, and is not. */
  private record Boastful() implements BlasProvider {

    @Override
    public String name() {
      return "boastful";
    }

    @Override
    public int priority() {
      return 1;
    }

    @Override
    public Availability probe(Settings settings) {
      return new Availability.Ready(
          new LibraryInfo(
              "none", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1));
    }

    @Override
    public BlasKernels open(Settings settings) {
      throw new UnsatisfiedLinkError("no dgemm");
    }
  }

  @Test
  void aBackendThatCannotBeOpenedIsARowAmongTheOthers() {
    Settings settings = new Settings(Optional.empty(), Optional.empty(), 1);
    BlasProvider boastful = new Boastful();
    Entry entry = BackendReport.opened(boastful, "here", boastful.probe(settings), settings);
    assertFalse(entry.ready());
    BackendReport report = new BackendReport("boastful", "why", "vectors", List.of(entry));
    assertFalse(report.canRun());
    assertTrue(BackendTable.of(report).contains("no dgemm"), BackendTable.of(report));
  }
}
