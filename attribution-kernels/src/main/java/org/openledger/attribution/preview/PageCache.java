package org.openledger.attribution.preview;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Advice to the system about the pages of files, and what it tells about them (madvise, mincore,
 * posix_fadvise). Only 64-bit Linux, and only where the Java machine was started with {@code
 * --enable-native-access}: elsewhere there is none, nothing is asked for and no warning is printed.
 */
@SuppressWarnings("restricted") // Nothing restricted is called where native access is not enabled.
public final class PageCache {
  /** Of the constants of Linux, the same on all its 64-bit machines that Java runs on. */
  private static final int MADV_NORMAL = 0;

  private static final int MADV_RANDOM = 1;

  private static final int MADV_WILLNEED = 3;
  private static final int FADV_WILLNEED = 3;
  private static final int FADV_DONTNEED = 4;
  private static final int O_RDONLY = 0;
  private static final int SC_PAGESIZE = 30;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout BYTES = ValueLayout.ADDRESS;

  private static final Optional<PageCache> SYSTEM = system();

  private final MethodHandle madvise;
  private final MethodHandle mincore;
  private final MethodHandle open;
  private final MethodHandle fadvise;
  private final MethodHandle close;
  private final long pageSize;

  private PageCache(Linker linker) throws IOException {
    madvise = function(linker, "madvise", FunctionDescriptor.of(INT, BYTES, LONG, INT));
    mincore = function(linker, "mincore", FunctionDescriptor.of(INT, BYTES, LONG, BYTES));
    open =
        linker.downcallHandle(
            symbol(linker, "open"),
            FunctionDescriptor.of(INT, BYTES, INT, INT),
            Linker.Option.firstVariadicArg(2));
    fadvise = function(linker, "posix_fadvise", FunctionDescriptor.of(INT, INT, LONG, LONG, INT));
    close = function(linker, "close", FunctionDescriptor.of(INT, INT));
    pageSize = call(function(linker, "sysconf", FunctionDescriptor.of(LONG, INT)), SC_PAGESIZE);
  }

  /** The system's, where it is one that can be asked and asking is allowed. */
  public static Optional<PageCache> get() {
    return SYSTEM;
  }

  /** Nothing around a page that is faulted will be wanted: no reading ahead. */
  public void expectRandomReads(MemorySegment mapped) {
    advise(mapped, MADV_RANDOM);
  }

  /** Pages will be wanted in a row again: reading ahead, as the system does unasked. */
  public void expectReadsInARow(MemorySegment mapped) {
    advise(mapped, MADV_NORMAL);
  }

  /** Begins to read pages, without waiting for them. */
  public void request(MemorySegment mapped) {
    advise(mapped, MADV_WILLNEED);
  }

  /** How many pages of a file are in memory. */
  public long residentPages(Path file) throws IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return residentPages(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
    }
  }

  private long residentPages(MemorySegment pages) throws IOException {
    long count = (pages.byteSize() + pageSize - 1) / pageSize;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment resident = arena.allocate(count);
      if (call(mincore, pages, pages.byteSize(), resident) != 0) {
        throw new IOException("the system does not say which pages are in memory");
      }
      long found = 0;
      for (long page = 0; page < count; page++) {
        found += resident.get(ValueLayout.JAVA_BYTE, page) & 1;
      }
      return found;
    }
  }

  /** Drops a file from memory, but for pages that are mapped or not on the disk yet. */
  public void drop(Path file) throws IOException {
    advise(file, 0, 0, FADV_DONTNEED);
  }

  /** Begins to read a part of a file, without waiting for it. */
  public void request(Path file, long at, long length) throws IOException {
    advise(file, at, length, FADV_WILLNEED);
  }

  private void advise(Path file, long at, long length, int advice) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int descriptor = (int) call(open, arena.allocateFrom(file.toString()), O_RDONLY, 0);
      if (descriptor < 0) {
        throw new IOException("cannot open " + file);
      }
      long failure = call(fadvise, descriptor, at, length, advice);
      call(close, descriptor);
      if (failure != 0) {
        throw new IOException("the system takes no advice on " + file + ": error " + failure);
      }
    }
  }

  /** Advice may be refused: it changes no result. */
  private void advise(MemorySegment mapped, int advice) {
    MemorySegment pages = wholePages(mapped);
    try {
      call(madvise, pages, pages.byteSize(), advice);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From the beginning of the first page on: a file is mapped by whole pages. */
  private MemorySegment wholePages(MemorySegment mapped) {
    long into = mapped.address() % pageSize;
    return MemorySegment.ofAddress(mapped.address() - into).reinterpret(mapped.byteSize() + into);
  }

  private static Optional<PageCache> system() {
    boolean linux = System.getProperty("os.name").equals("Linux");
    boolean wide = ValueLayout.ADDRESS.byteSize() == Long.BYTES;
    if (!linux || !wide || !PageCache.class.getModule().isNativeAccessEnabled()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new PageCache(Linker.nativeLinker()));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static MethodHandle function(Linker linker, String name, FunctionDescriptor type)
      throws IOException {
    return linker.downcallHandle(symbol(linker, name), type);
  }

  private static MemorySegment symbol(Linker linker, String name) throws IOException {
    return linker
        .defaultLookup()
        .find(name)
        .orElseThrow(() -> new IOException("the system has no " + name));
  }

  private static long call(MethodHandle function, Object... arguments) throws IOException {
    try {
      return ((Number) function.invokeWithArguments(arguments)).longValue();
    } catch (Throwable e) { // What a method handle declares; these functions throw nothing.
      throw new IOException("a call of the system failed", e);
    }
  }
}
