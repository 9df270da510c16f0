package org.openledger.bench.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.openledger.precompile.host.Address;

/**
 * The EVM of an installed Besu, in this process, on a world in memory: so that a peer written in
 * Solidity runs in the same benchmark. Loaded from {@code BESU_HOME} by reflection, because nothing
 * of Besu can be compiled against here.
 */
final class BesuEvm implements AutoCloseable {

  private static final String PACKAGE = "org.hyperledger.besu.";
  private static final long GAS = 1_000_000_000;

  private final URLClassLoader classes;
  private final Object evmSpec;
  private final Object world;
  private long remainingGas;
  private long block;
  private Bytes output = Bytes.EMPTY;

  private BesuEvm(URLClassLoader classes) {
    this.classes = classes;
    this.evmSpec = statically(type("evm.fluent.EvmSpec"), "evmSpec", version());
    this.world = make(type("evm.fluent.SimpleWorld"));
  }

  /** The EVM of the Besu that {@code BESU_HOME} names; empty where there is none. */
  static Optional<BesuEvm> find() {
    String given = System.getenv("BESU_HOME");
    Path lib = Path.of(given == null || given.isBlank() ? "/opt/besu" : given).resolve("lib");
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    if (!Files.isDirectory(lib)) {
      return Optional.empty();
    }
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(lib)) {
      for (Path file : files.filter(BesuEvm::isNeeded).sorted().toList()) {
        jars.add(file.toUri().toURL());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(
        new BesuEvm(
            new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())));
  }

  /** All jars but the one that would make Besu's log lines part of our output. */
  private static boolean isNeeded(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".jar") && !name.startsWith("log4j-slf4j");
  }

  /**
   * A call's end.
   *
   * @param success whether it succeeded
   * @param gas that its execution took, without the transaction's own
   * @param output what it returned, or was reverted with
   */
  record End(boolean success, long gas, Bytes output) {}

  /** Sets the block that calls are in from now on; its time is as many seconds. */
  void at(long number) {
    this.block = number;
  }

  /** Makes a call that may fail; where it succeeds its effects stay. */
  End attempt(Address from, Address to, Bytes code, Bytes input) {
    Object updater = call(world, "updater");
    Object executor = executor(from, to, code, BigInteger.ZERO, updater);
    call(executor, "callData", hosts(input));
    call(executor, "tracer", tracer());
    call(executor, "number", block);
    call(executor, "timestamp", block);
    remainingGas = -1;
    output = Bytes.EMPTY;
    call(executor, "execute");
    boolean success = remainingGas >= 0;
    if (success) {
      call(updater, "commit");
    }
    return new End(success, GAS - remainingGas, output);
  }

  /** Gives an account wei; it then exists. */
  void fund(Address account, BigInteger wei) {
    call(world, "createAccount", hosts(account), 1L, statically(type("datatypes.Wei"), "of", wei));
  }

  /**
   * Creates a contract.
   *
   * @param from who creates it; exists
   * @param address where it is to be
   * @return its code
   */
  Bytes deploy(Address from, Address address, Bytes creation) {
    Object updater = call(world, "updater");
    Object executor = executor(from, address, creation, BigInteger.ZERO, updater);
    call(
        executor,
        "messageFrameType",
        field(type("evm.frame.MessageFrame$Type"), "CONTRACT_CREATION"));
    call(executor, "execute");
    call(updater, "commit");
    Bytes code = ours(call(call(world, "get", hosts(address)), "getCode"));
    if (code.isEmpty()) {
      throw new IllegalStateException("the peer was not created");
    }
    return code;
  }

  /**
   * A call that can be repeated.
   *
   * @return runs it once on the world as it is; nothing of it stays
   */
  Runnable repeatable(Address from, Address to, Bytes code, Bytes input, BigInteger value) {
    Object wrapped = make(type("evm.Code"), hosts(code));
    return () -> {
      Object executor = executor(from, to, code, value, call(world, "updater"));
      call(executor, "code", wrapped);
      call(executor, "callData", hosts(input));
      call(executor, "execute");
    };
  }

  /**
   * Makes a call.
   *
   * @param keep whether its effects stay
   * @return gas that its execution took
   * @throws IllegalStateException where it is reverted or halted
   */
  long call(Address from, Address to, Bytes code, Bytes input, BigInteger value, boolean keep) {
    Object updater = call(world, "updater");
    Object executor = executor(from, to, code, value, updater);
    call(executor, "callData", hosts(input));
    call(executor, "tracer", tracer());
    remainingGas = -1;
    call(executor, "execute");
    if (remainingGas < 0) {
      throw new IllegalStateException("the peer's call failed");
    }
    if (keep) {
      call(updater, "commit");
    }
    return GAS - remainingGas;
  }

  @Override
  public void close() {
    try {
      classes.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Object executor(Address from, Address to, Bytes code, BigInteger value, Object updater) {
    Object executor = make(type("evm.fluent.EVMExecutor"), evmSpec);
    call(executor, "worldUpdater", updater);
    call(executor, "code", hosts(code));
    call(executor, "sender", hosts(from));
    call(executor, "contract", hosts(to));
    call(executor, "receiver", hosts(to));
    call(executor, "ethValue", statically(type("datatypes.Wei"), "of", value));
    call(executor, "gas", GAS);
    return executor;
  }

  /** Notes the gas that is left when the outermost frame succeeds. */
  private Object tracer() {
    Class<?> tracer = type("evm.tracing.OperationTracer");
    return Proxy.newProxyInstance(
        classes,
        new Class<?>[] {tracer},
        (proxy, method, arguments) -> {
          if (method.getName().equals("traceContextExit")) {
            Object frame = arguments[0];
            boolean outermost = (int) call(frame, "getDepth") == 0;
            if (outermost) {
              output = ours(call(frame, "getOutputData"));
            }
            boolean succeeded = call(frame, "getState").toString().startsWith("COMPLETED_SUCCESS");
            if (outermost && succeeded) {
              remainingGas = (long) call(frame, "getRemainingGas");
            }
          }
          return switch (method.getName()) {
            case "isExtendedTracing", "isEnabled" -> false;
            case "getTraceFrames" -> List.of();
            default -> null;
          };
        });
  }

  private Object version() {
    return field(type("evm.EvmSpecVersion"), "OSAKA");
  }

  private Object hosts(Address address) {
    return statically(type("datatypes.Address"), "fromHexString", address.toString());
  }

  private Object hosts(Bytes bytes) {
    return callHost("org.apache.tuweni.bytes.Bytes", "wrap", (Object) bytes.toArray());
  }

  private static Bytes ours(Object bytes) {
    return Bytes.fromHexString(bytes.toString());
  }

  private Object callHost(String type, String method, Object... arguments) {
    try {
      return statically(classes.loadClass(type), method, arguments);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private Class<?> type(String name) {
    try {
      return classes.loadClass(PACKAGE + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("this Besu has no " + name, e);
    }
  }

  private static Object field(Class<?> type, String name) {
    try {
      return type.getField(name).get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Besu has no " + name, e);
    }
  }

  private static Object make(Class<?> type, Object... arguments) {
    try {
      return Stream.of(type.getConstructors())
          .filter(constructor -> accepts(constructor.getParameterTypes(), arguments))
          .findFirst()
          .orElseThrow()
          .newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Besu makes no " + type.getSimpleName(), e);
    }
  }

  private static Object call(Object target, String method, Object... arguments) {
    return invoke(target.getClass(), target, method, arguments);
  }

  private static Object statically(Class<?> type, String method, Object... arguments) {
    return invoke(type, null, method, arguments);
  }

  private static Object invoke(
      Class<?> type, @Nullable Object target, String method, Object... arguments) {
    Method found =
        Arrays.stream(type.getMethods())
            .filter(m -> m.getName().equals(method) && accepts(m.getParameterTypes(), arguments))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("this Besu has no " + method));
    try {
      return found.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean accepts(Class<?>[] types, Object[] arguments) {
    boolean fit = types.length == arguments.length;
    for (int i = 0; fit && i < types.length; i++) {
      fit =
          types[i].isInstance(arguments[i])
              || (types[i] == long.class && arguments[i] instanceof Long);
    }
    return fit;
  }
}
