package org.openledger.attribution.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The C library libdivsufsort of this machine, which sorts the suffixes of bytes: what construction
 * is compared with.
 *
 * <p>Its memory comes from {@code aligned_alloc} and is advised to use huge pages, as this Java
 * machine's heap may be: neither side is to win by its pages.
 */
@SuppressWarnings("restricted") // Calling a C library is what this class is for.
public final class Divsufsort {
  /** Its name where Debian's package {@code libdivsufsort3} is installed. */
  public static final String LIBRARY = "libdivsufsort.so.3";

  private static final long HUGE_PAGE = 1 << 21;
  private static final int MADV_HUGEPAGE = 14;

  private final MethodHandle divsufsort;
  private final Optional<MethodHandle> alignedAlloc;
  private final Optional<MethodHandle> free;
  private final Optional<MethodHandle> madvise;

  private Divsufsort(SymbolLookup library) {
    this.divsufsort =
        Linker.nativeLinker()
            .downcallHandle(
                library.find("divsufsort").orElseThrow(),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT));
    this.alignedAlloc =
        ofSystem(
            "aligned_alloc",
            FunctionDescriptor.of(
                ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    this.free = ofSystem("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    this.madvise =
        ofSystem(
            "madvise",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT));
  }

  /**
   * The library, if this machine has it.
   *
   * @param library a name that the system's loader finds, or a path
   */
  public static Optional<Divsufsort> find(String library) {
    try {
      return Optional.of(new Divsufsort(SymbolLookup.libraryLookup(library, Arena.global())));
    } catch (IllegalArgumentException | NoSuchElementException e) {
      return Optional.empty();
    }
  }

  /** Text and room for its suffix array off the heap. */
  final class Work implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment text;
    private final MemorySegment suffixes;

    Work(byte[] bytes) {
      text = allocate(arena, bytes.length);
      suffixes = allocate(arena, 4L * bytes.length);
      MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
      suffixes.fill((byte) 0); // No page is touched for the first time while time is taken.
    }

    /** Sorts; seconds. */
    double sort() {
      long began = CpuTime.nanos();
      int failed;
      try {
        failed = (int) divsufsort.invokeExact(text, suffixes, (int) text.byteSize());
      } catch (Throwable e) {
        throw new IllegalStateException("libdivsufsort could not be called", e);
      }
      double seconds = (CpuTime.nanos() - began) / 1e9;
      if (failed != 0) {
        throw new IllegalStateException("libdivsufsort failed: " + failed);
      }
      return seconds;
    }

    /** Whether these are the suffixes as it sorted them. */
    boolean agrees(int[] sorted) {
      return suffixes.mismatch(MemorySegment.ofArray(sorted)) < 0;
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  private MemorySegment allocate(Arena arena, long bytes) {
    if (alignedAlloc.isEmpty() || free.isEmpty()) {
      return arena.allocate(bytes, HUGE_PAGE);
    }
    long rounded = (bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    try {
      MemorySegment memory = (MemorySegment) alignedAlloc.get().invokeExact(HUGE_PAGE, rounded);
      if (memory.address() == 0) {
        throw new OutOfMemoryError("no " + rounded + " bytes off the heap for libdivsufsort");
      }
      if (madvise.isPresent()) {
        int _ = (int) madvise.get().invokeExact(memory, rounded, MADV_HUGEPAGE);
      }
      return memory.reinterpret(bytes, arena, this::release);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("memory could not be asked for", e);
    }
  }

  private void release(MemorySegment memory) {
    try {
      free.orElseThrow().invokeExact(memory);
    } catch (Throwable e) {
      throw new IllegalStateException("memory could not be given back", e);
    }
  }

  private static Optional<MethodHandle> ofSystem(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.defaultLookup().find(name).map(at -> linker.downcallHandle(at, shape));
  }
}
