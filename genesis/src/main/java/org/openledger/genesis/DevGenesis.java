package org.openledger.genesis;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openledger.devnet.DevAccount;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.state.GenesisAccount;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.GenesisState;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/**
 * What a development chain starts with: the test mnemonic's accounts hold coins, account 0 holds
 * every role, account 7 earns the platform fee, account 8 is the network's treasury.
 */
public final class DevGenesis {

  private static final int ADMINISTRATOR = 0;
  private static final int PLATFORM = 7;
  private static final int TREASURY = 8;

  private DevGenesis() {}

  /** The configuration of the native contracts. */
  public static NetworkConfiguration configuration(long chainId) {
    return configuration(chainId, Collections.emptySortedMap());
  }

  /**
   * As above.
   *
   * @param changed parameters that do not have their standard values
   */
  public static NetworkConfiguration configuration(
      long chainId, SortedMap<Parameter, BigInteger> changed) {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>(changed);
    parameters.put(Parameter.PLATFORM_ACCOUNT, address(PLATFORM).toBigInteger());
    parameters.put(Parameter.TREASURY, address(TREASURY).toBigInteger());
    SortedMap<Role, SortedSet<Address>> members = new TreeMap<>();
    for (Role role : Role.values()) {
      members.put(role, new TreeSet<>(List.of(address(ADMINISTRATOR))));
    }
    return new NetworkConfiguration(
        1, chainId, parameters, members, NetworkConfiguration.shippedTokenizers());
  }

  /** The accounts of block 0: the funded ones, and those of the native contracts. */
  public static SortedMap<Address, GenesisAccount> alloc(long chainId) {
    return alloc(configuration(chainId));
  }

  /** The funded accounts, and those of native contracts that are configured so. */
  static SortedMap<Address, GenesisAccount> alloc(NetworkConfiguration configuration) {
    SortedMap<Address, GenesisAccount> alloc = new TreeMap<>();
    for (DevAccount account : DevAccounts.funded()) {
      alloc.put(account.address(), GenesisAccount.funded(DevAccounts.BALANCE));
    }
    GenesisState.storage(configuration)
        .forEach((address, words) -> alloc.put(address, GenesisAccount.nativeContract(words)));
    return alloc;
  }

  private static Address address(int index) {
    return DevAccounts.of(index).address();
  }
}
