/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What netlib logs while it starts. It starts once in a process: if it logs nothing, it has started
 * before. It logs only at the level FINE why it does not use native code.
 */
final class StartLog extends Handler implements AutoCloseable {

  private final Logger logger;
  private final @Nullable Level level;
  private final boolean hasParents;
  private final String jniClass;

  private volatile boolean hasStarted;
  private volatile @Nullable Throwable failure;

  /** Listens until it is closed. */
  StartLog(NetlibApi api) {
    jniClass = api.className("JNI" + api.name());
    logger = Logger.getLogger(api.className("InstanceBuilder"));
    level = logger.getLevel();
    hasParents = logger.getUseParentHandlers();
    // A program that has turned off the messages must not see them now.
    logger.setUseParentHandlers(hasParents && logger.isLoggable(Level.INFO));
    logger.setLevel(Level.FINE);
    setLevel(Level.FINE);
    logger.addHandler(this);
  }

  boolean hasStarted() {
    return hasStarted;
  }

  /** Why the start did not end in native code. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void publish(LogRecord record) {
    hasStarted = true;
    if (record.getThrown() != null && record.getMessage().contains(jniClass)) {
      failure = record.getThrown();
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(level);
    logger.setUseParentHandlers(hasParents);
  }
}
