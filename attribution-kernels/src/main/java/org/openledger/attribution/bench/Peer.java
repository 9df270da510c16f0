package org.openledger.attribution.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A suffix sorter in C, with one text: what construction is compared with. */
public abstract sealed class Peer implements AutoCloseable permits Divsufsort, Libsais {
  final Arena arena = Arena.ofConfined();
  final MemorySegment suffixes;

  Peer(long suffixBytes) {
    suffixes = HugePages.allocate(arena, suffixBytes);
  }

  /** Calls the library: 0, or what it says failed. */
  abstract int call() throws Throwable;

  /** How many symbols its text has. */
  abstract int length();

  /** Sorts all suffixes; seconds of processor time. */
  final double sort() {
    long began = CpuTime.nanos();
    int failed;
    try {
      failed = call();
    } catch (Throwable e) {
      throw new IllegalStateException(getClass().getSimpleName() + " could not be called", e);
    }
    double seconds = (CpuTime.nanos() - began) / 1e9;
    if (failed != 0) {
      throw new IllegalStateException(getClass().getSimpleName() + " failed: " + failed);
    }
    return seconds;
  }

  /** Whether these are the suffixes as it sorted them. */
  final boolean agrees(int[] sorted) {
    MemorySegment theirs = suffixes.asSlice(0, 4L * length());
    return theirs.mismatch(MemorySegment.ofArray(sorted)) < 0;
  }

  @Override
  public final void close() {
    arena.close();
  }

  /** A function of a library, if this machine has it. */
  @SuppressWarnings("restricted") // Calling C libraries is what this class is for.
  static Optional<MethodHandle> function(String library, String name, FunctionDescriptor shape) {
    try {
      MemorySegment at = SymbolLookup.libraryLookup(library, Arena.global()).findOrThrow(name);
      return Optional.of(Linker.nativeLinker().downcallHandle(at, shape));
    } catch (IllegalArgumentException | NoSuchElementException e) {
      return Optional.empty();
    }
  }
}
