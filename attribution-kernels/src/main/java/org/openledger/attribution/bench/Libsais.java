package org.openledger.attribution.bench;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The C library libsais, which sorts the suffixes of tokens too; the fastest there is on one
 * thread.
 */
public final class Libsais extends Peer {
  /** Its name where a system has it. */
  public static final String LIBRARY = "libsais.so";

  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT);

  /** Integers behind the suffixes for each symbol of the alphabet: what its header recommends. */
  private static final int SPARE = 6;

  private final MethodHandle libsais;
  private final MemorySegment text;
  private final int alphabet;

  private Libsais(MethodHandle libsais, int[] symbols, int alphabet) {
    super(4L * (symbols.length + (long) SPARE * alphabet));
    this.libsais = libsais;
    this.alphabet = alphabet;
    text = HugePages.allocate(arena, 4L * symbols.length);
    MemorySegment.copy(symbols, 0, text, ValueLayout.JAVA_INT, 0, symbols.length);
  }

  /**
   * The library with a text, if this machine has it.
   *
   * @param library a name that the system's loader finds, or a path
   * @param symbols at least one, from 0 to alphabet - 1
   */
  public static Optional<Libsais> of(String library, int[] symbols, int alphabet) {
    return function(library, "libsais_int", SHAPE).map(it -> new Libsais(it, symbols, alphabet));
  }

  @Override
  int call() throws Throwable {
    return (int) libsais.invokeExact(text, suffixes, length(), alphabet, SPARE * alphabet);
  }

  @Override
  int length() {
    return (int) (text.byteSize() / Integer.BYTES);
  }
}
