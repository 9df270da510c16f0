package org.openledger.precompile.system;

import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Storage;

/**
 * The accounts of the native contracts in a genesis state.
 *
 * <p>Each has code and a nonce: without them EIP-158 would remove the account with its storage, and
 * solc's check that a callee has code would fail. The code is the single byte 0xfe (INVALID), so
 * that a node without the plugin stops at the first call instead of diverging in silence.
 */
public final class GenesisState {

  /** Code of every native account: INVALID (EIP-141). */
  public static final Bytes CODE = Bytes.of(0xfe);

  /** Nonce of every native account (EIP-161: a contract account starts at 1). */
  public static final long NONCE = 1;

  private GenesisState() {}

  /**
   * Storage of each native account, by address; empty for all but the system account and the
   * ledger's, where the accounts that the configuration names have their numbers. The addresses
   * that are kept for later versions have their accounts from the start: no version can make one,
   * and until then nobody loses coins there.
   */
  public static SortedMap<Address, SortedMap<UInt256, UInt256>> storage(
      NetworkConfiguration configuration) {
    MemoryHost host = new MemoryHost();
    host.setGas(Long.MAX_VALUE);
    new SystemStorage(new Storage(host, new GasMeter(host))).configure(configuration);
    SortedMap<Address, SortedMap<UInt256, UInt256>> accounts = new TreeMap<>();
    for (NativeAddress contract : NativeAddress.values()) {
      accounts.put(contract.address(), host.storageOf(contract.address()));
    }
    for (Address address : NativeAddress.reserved()) {
      accounts.put(address, new TreeMap<>());
    }
    return accounts;
  }
}
