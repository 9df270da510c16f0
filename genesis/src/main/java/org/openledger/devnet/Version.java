package org.openledger.devnet;

import java.util.Locale;
import java.util.Objects;

/** The version of this build. */
public final class Version {

  private Version() {}

  /** The version, {@code dev} where the classes do not come from a jar. */
  public static String number() {
    return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");
  }

  /** What {@code web3_clientVersion} answers. */
  static String client() {
    return "openledger-devnet/"
        + number()
        + "/"
        + System.getProperty("os.name", "unknown").toLowerCase(Locale.ROOT).replace(' ', '-')
        + "-"
        + System.getProperty("os.arch", "unknown")
        + "/java-"
        + Runtime.version().feature();
  }
}
