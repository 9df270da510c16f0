package org.openledger.attribution.bench;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** The C library libdivsufsort, which sorts the suffixes of bytes. */
public final class Divsufsort extends Peer {
  /** Its name where Debian's package {@code libdivsufsort3} is installed. */
  public static final String LIBRARY = "libdivsufsort.so.3";

  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

  private final MethodHandle divsufsort;
  private final MemorySegment text;

  private Divsufsort(MethodHandle divsufsort, byte[] bytes) {
    super(4L * bytes.length);
    this.divsufsort = divsufsort;
    text = HugePages.allocate(arena, bytes.length);
    MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
  }

  /**
   * The library with a text, if this machine has it.
   *
   * @param library a name that the system's loader finds, or a path
   * @param bytes at least one
   */
  public static Optional<Divsufsort> of(String library, byte[] bytes) {
    return function(library, "divsufsort", SHAPE).map(it -> new Divsufsort(it, bytes));
  }

  @Override
  int call() throws Throwable {
    return (int) divsufsort.invokeExact(text, suffixes, length());
  }

  @Override
  int length() {
    return (int) text.byteSize();
  }
}
