/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.nativelib.symbol.CFunction;
import dev.panblas.nativelib.symbol.CblasHeader;
import dev.panblas.spi.Routine;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Limits the concurrent callers of a library that has a fixed number of work buffers and ends the
 * process when none is left. At most {@value #CALLERS} threads are in its level 2 and 3 functions
 * at once. Others wait in Java; a virtual thread that waits releases its carrier.
 *
 * <p>Some platform threads hold a ticket until they end. A call finds its thread's ticket by one
 * read of a table; an atomic operation at the beginning and the end of each call would take as long
 * as a small call. All other threads share {@linkplain CallerPermits permits}. The limit holds for
 * all libraries of this copy of Panblas together.
 */
final class CallerLimit {

  /**
   * OpenBLAS has 128 buffers if it is built for 64 threads, and makes 512 more before it ends the
   * process: enough for five copies of Panblas in one process.
   */
  static final int CALLERS = 120;

  static final int TICKETS = 56;

  private static final int TICKET = -1;

  private static final Set<String> LIMITED =
      Arrays.stream(Routine.values())
          .filter(routine -> routine.level() > 1)
          .map(Routine::toString)
          .filter(CblasHeader.routines()::contains)
          .flatMap(
              name -> Stream.of(CblasHeader.symbol(name, true), CblasHeader.symbol(name, false)))
          .collect(Collectors.toUnmodifiableSet());

  private static final MethodHandle ENTER;
  private static final MethodHandle LEAVE;

  static {
    MethodHandles.Lookup here = MethodHandles.lookup();
    try {
      ENTER = here.findStatic(CallerLimit.class, "enter", MethodType.methodType(int.class));
      LEAVE =
          here.findStatic(
              CallerLimit.class,
              "leave",
              MethodType.methodType(void.class, Throwable.class, int.class));
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private CallerLimit() {}

  /** A handle that calls a function, which returns nothing if it is one of level 2 or 3. */
  static MethodHandle limited(CFunction function, MethodHandle call) {
    if (!LIMITED.contains(function.name())) {
      return call;
    }
    MethodHandle afterwards =
        MethodHandles.tryFinally(MethodHandles.dropArguments(call, 0, int.class), LEAVE);
    return MethodHandles.foldArguments(afterwards, ENTER);
  }

  /** Returns the place of the call's permit, or {@link #TICKET}. */
  @SuppressWarnings("unused") // by ENTER
  private static int enter() {
    Thread caller = Thread.currentThread();
    return Tickets.isHeldBy(caller) || Tickets.isGivenTo(caller)
        ? TICKET
        : CallerPermits.acquire(caller);
  }

  @SuppressWarnings("unused") // by LEAVE; the exception is thrown again by tryFinally
  private static void leave(Throwable thrown, int permit) {
    if (permit != TICKET) {
      CallerPermits.release(permit);
    }
  }

  /** The tickets. Threads are known by their ids, which are never used twice. */
  private static final class Tickets {

    /** A power of two, far larger than the number of tickets. */
    private static final int PLACES = 1 << 12;

    /** Of so many calls without a ticket, one looks for the tickets of ended threads. */
    private static final int CALLS = 1 << 10;

    /**
     * The ids of the holders, each at the index of its lower bits. A thread looks only for its own
     * id, which it has written itself, so it need not see the writes of other threads.
     */
    private static final long[] HOLDERS = new long[PLACES];

    private static final Ticket[] GIVEN = new Ticket[TICKETS];

    private static volatile int given;

    /** Counts calls approximately: threads may overwrite each other's count. */
    private static int calls;

    private record Ticket(long holder, WeakReference<Thread> thread) {

      boolean isFree() {
        Thread holding = thread.get();
        return holding == null || !holding.isAlive();
      }
    }

    private Tickets() {}

    static boolean isHeldBy(Thread thread) {
      long id = thread.threadId();
      return HOLDERS[place(id)] == id;
    }

    private static int place(long id) {
      return (int) id & (PLACES - 1);
    }

    static boolean isGivenTo(Thread thread) {
      return !thread.isVirtual() && (given < TICKETS || ++calls % CALLS == 0) && give(thread);
    }

    private static synchronized boolean give(Thread thread) {
      long id = thread.threadId();
      if (given == TICKETS) {
        takeBack();
      }
      if (given == TICKETS || HOLDERS[place(id)] != 0) {
        return false;
      }
      GIVEN[given] = new Ticket(id, new WeakReference<>(thread));
      given++;
      HOLDERS[place(id)] = id;
      return true;
    }

    private static void takeBack() {
      int kept = 0;
      for (Ticket ticket : GIVEN) {
        if (ticket.isFree()) {
          HOLDERS[place(ticket.holder)] = 0;
        } else {
          GIVEN[kept++] = ticket;
        }
      }
      given = kept;
    }
  }
}
