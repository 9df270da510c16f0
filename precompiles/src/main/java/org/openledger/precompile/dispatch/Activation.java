package org.openledger.precompile.dispatch;

import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Host;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.storage.Slot;

/**
 * Whether the native contracts exist on a chain. The genesis state (or later a governed change)
 * says so, never a node's option: storage of the system address holds the protocol version.
 */
public final class Activation {

  /** The newest version of the rules that this code knows. */
  public static final long NEWEST_VERSION = 1;

  private static final UInt256 NEWEST = UInt256.valueOf(NEWEST_VERSION);

  /** Where the system contract keeps the protocol version. */
  public static final Slot PROTOCOL_VERSION = Slot.of(NativeAddress.SYSTEM.address(), 0);

  private Activation() {}

  /**
   * Whether a protocol version is active; reading it costs no gas.
   *
   * @throws NodeFailureException where the chain's version is newer than this code
   */
  public static boolean isActive(Host host) {
    UInt256 version = host.storage(PROTOCOL_VERSION.account(), PROTOCOL_VERSION.key());
    if (version.compareTo(NEWEST) > 0) {
      throw new NodeFailureException(
          "the chain runs protocol version "
              + version.toDecimalString()
              + ", this node knows "
              + NEWEST_VERSION
              + ": install the plugin's newer release");
    }
    return !version.isZero();
  }
}
