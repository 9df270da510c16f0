package org.openledger.besu;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.hyperledger.besu.datatypes.Address;
import org.hyperledger.besu.evm.account.Account;
import org.hyperledger.besu.evm.worldstate.WorldView;
import org.jspecify.annotations.Nullable;
import org.openledger.node.chain.FirstBlock;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.dispatch.Activation;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.GenesisState;

/**
 * Whether a chain's state is one that the native contracts were put into. The host ignores a
 * mistyped key of a genesis file without a word; here it shows.
 */
final class GenesisCheck {

  /** Slot of the system account, see {@link org.openledger.precompile.system.SystemStorage}. */
  private static final UInt256 CHAIN_ID = UInt256.ONE;

  private GenesisCheck() {}

  /**
   * Looks at the state of the chain's head.
   *
   * @param block its number
   * @param chainId the chain id that the host signs and checks transactions with
   */
  static void check(WorldView head, long block, BigInteger chainId) {
    for (NativeAddress contract : NativeAddress.values()) {
      @Nullable Account account = head.get(Address.wrap(contract.address().bytes()));
      if (account == null || !GenesisState.CODE.equals(account.getCode())) {
        throw new StartUpException(
            Refusal.GENESIS_WITHOUT_CONTRACTS,
            "the chain's state has no account of the native contract "
                + contract.contract()
                + " at "
                + contract.address()
                + " (code "
                + GenesisState.CODE.toHexString()
                + "): start the chain from a genesis file that OpenLedger wrote");
      }
    }
    Account system = head.get(Address.wrap(NativeAddress.SYSTEM.address().bytes()));
    Activation activation = Activation.of(system.getStorageValue(Activation.SLOT.key()));
    long version = activation.at(block);
    if (version == 0) {
      throw new StartUpException(
          Refusal.GENESIS_WITHOUT_CONTRACTS,
          "the chain's state holds no protocol version at "
              + NativeAddress.SYSTEM.address()
              + ": start the chain from a genesis file that OpenLedger wrote");
    }
    if (version > Contracts.newestVersion()) {
      throw new StartUpException(
          Refusal.NEWER_PROTOCOL,
          "the chain runs protocol version "
              + version
              + " from block "
              + activation.fromBlock()
              + " on, this plugin knows up to "
              + Contracts.newestVersion()
              + ": install the plugin's newer release");
    }
    BigInteger inState = system.getStorageValue(CHAIN_ID).toUnsignedBigInteger();
    if (!inState.equals(chainId)) {
      throw new StartUpException(
          Refusal.CHAIN_ID,
          "the chain's state says chain id "
              + inState
              + ", the genesis file's configuration says "
              + chainId
              + ": use the genesis file as OpenLedger wrote it");
    }
  }

  /**
   * Compares the configuration that the chain's first block names with the one that the operator
   * expects.
   *
   * @param extraData of block 0
   */
  static void checkConfiguration(Bytes extraData, Bytes32 expected) {
    Optional<Bytes32> found = FirstBlock.configuration(extraData);
    if (found.isEmpty()) {
      throw new StartUpException(
          Refusal.CONFIGURATION_HASH,
          "the chain's first block names no configuration, but "
              + PluginOptions.CONFIGURATION_HASH
              + " expects "
              + expected.toHexString()
              + ": start the chain from a genesis file of `network create`, or leave the option"
              + " out");
    }
    if (!found.get().equals(expected)) {
      throw new StartUpException(
          Refusal.CONFIGURATION_HASH,
          "the chain's first block was made of configuration "
              + found.get().toHexString()
              + ", "
              + PluginOptions.CONFIGURATION_HASH
              + " expects "
              + expected.toHexString()
              + ": take the genesis file of the network that this node is to join");
    }
  }
}
