package org.openledger.attribution.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Memory for C libraries: of {@code aligned_alloc}, and advised to use huge pages as this Java
 * machine's heap may be, so that neither side of a comparison wins by its pages.
 */
final class HugePages {
  private static final long HUGE_PAGE = 1 << 21;
  private static final int MADV_HUGEPAGE = 14;

  private static final Optional<MethodHandle> ALIGNED_ALLOC =
      ofSystem(
          "aligned_alloc",
          FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  private static final Optional<MethodHandle> FREE =
      ofSystem("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
  private static final Optional<MethodHandle> MADVISE =
      ofSystem(
          "madvise",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));

  private HugePages() {}

  /** Memory that lives as long as an arena, all zero and touched before: time may be taken. */
  static MemorySegment allocate(Arena arena, long bytes) {
    return aligned(arena, bytes).fill((byte) 0);
  }

  @SuppressWarnings("restricted") // The memory is of the size that was asked for.
  private static MemorySegment aligned(Arena arena, long bytes) {
    if (ALIGNED_ALLOC.isEmpty() || FREE.isEmpty()) {
      return arena.allocate(bytes, HUGE_PAGE);
    }
    long rounded = (bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    try {
      MemorySegment memory = (MemorySegment) ALIGNED_ALLOC.get().invokeExact(HUGE_PAGE, rounded);
      if (memory.address() == 0) {
        throw new OutOfMemoryError("no " + rounded + " bytes off the heap for a peer");
      }
      if (MADVISE.isPresent()) {
        int _ = (int) MADVISE.get().invokeExact(memory, rounded, MADV_HUGEPAGE);
      }
      return memory.reinterpret(bytes, arena, HugePages::release);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("memory could not be asked for", e);
    }
  }

  private static void release(MemorySegment memory) {
    try {
      FREE.orElseThrow().invokeExact(memory);
    } catch (Throwable e) {
      throw new IllegalStateException("memory could not be given back", e);
    }
  }

  @SuppressWarnings("restricted") // Three functions of the system's C library.
  private static Optional<MethodHandle> ofSystem(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.defaultLookup().find(name).map(at -> linker.downcallHandle(at, shape));
  }
}
