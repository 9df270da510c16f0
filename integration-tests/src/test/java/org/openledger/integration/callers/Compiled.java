package org.openledger.integration.callers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.apache.tuweni.bytes.Bytes;

/** The bytecode of {@code Callers.sol}. */
public final class Compiled {

  private static final Properties CODE = load();

  private Compiled() {}

  /** The code that creates a contract; arguments of its constructor follow it. */
  static Bytes creation(String contract) {
    return Bytes.fromHexString(Objects.requireNonNull(CODE.getProperty(contract), contract));
  }

  /** The code of {@code Prober}, as a chain holds it. */
  public static Bytes prober() {
    return creation("Prober.deployed");
  }

  private static Properties load() {
    Properties code = new Properties();
    try (InputStream in = Compiled.class.getResourceAsStream("callers.properties")) {
      code.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return code;
  }
}
