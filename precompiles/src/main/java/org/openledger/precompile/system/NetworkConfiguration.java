package org.openledger.precompile.system;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;

/**
 * What a genesis state configures.
 *
 * @param protocolVersion version of the rules, ≥ 1; whether the software has it, its caller knows
 * @param chainId EIP-155 chain id, ≥ 1
 * @param parameters values that differ from the standard; the platform account and the treasury
 *     must be given
 * @param members who holds which role; at least one admin
 * @param tokenizers by their ASCII names
 */
public record NetworkConfiguration(
    long protocolVersion,
    long chainId,
    SortedMap<Parameter, BigInteger> parameters,
    SortedMap<Role, SortedSet<Address>> members,
    SortedMap<Bytes32, RegisteredTokenizer> tokenizers) {

  private static final long MAX_VERSION = (1L << 32) - 1;

  /**
   * @throws IllegalArgumentException with all that is wrong, in one message
   */
  public NetworkConfiguration {
    StringBuilder wrong = new StringBuilder();
    if (protocolVersion < 1 || protocolVersion > MAX_VERSION) {
      wrong.append("; protocol version ").append(protocolVersion).append(" is none");
    }
    if (chainId < 1) {
      wrong.append("; chain id ").append(chainId).append(" is not positive");
    }
    parameters.forEach(
        (parameter, value) -> {
          if (!parameter.admits(value)) {
            wrong
                .append("; ")
                .append(parameter.label())
                .append(" = ")
                .append(value)
                .append(" is not within ")
                .append(parameter.minimum())
                .append(" … ")
                .append(parameter.maximum());
          }
        });
    parameters.forEach(
        (parameter, value) -> {
          if (parameter.namesAccount()
              && parameter.admits(value)
              && !parameter.admitsAccount(Address.of(value))) {
            wrong.append("; ").append(parameter.label()).append(" is a native contract");
          }
        });
    if (!parameters.containsKey(Parameter.PLATFORM_ACCOUNT)
        || !parameters.containsKey(Parameter.TREASURY)) {
      wrong.append("; platformAccount and treasury must be given");
    }
    if (members.getOrDefault(Role.ADMIN, new TreeSet<>()).isEmpty()) {
      wrong.append("; there must be an admin");
    }
    if (tokenizers.isEmpty()) {
      wrong.append("; there must be a tokenizer");
    }
    tokenizers.forEach(
        (id, tokenizer) -> {
          if (!ships(id, tokenizer)) {
            wrong
                .append("; no release of the protocol version ships the tokenizer ")
                .append(AbiValues.text(id))
                .append(" with this vocabulary and weight table");
          }
        });
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(wrong.substring(2));
    }
  }

  private static boolean ships(Bytes32 id, RegisteredTokenizer tokenizer) {
    return ShippedTables.VERSION_1
        .find(id, tokenizer.weightTable())
        .filter(table -> table.tokenizerHash().equals(tokenizer.hash()))
        .filter(table -> table.vocabularySize() == tokenizer.vocabularySize())
        .isPresent();
  }

  /** The tokenizers of the newest protocol version, with their weight tables. */
  public static SortedMap<Bytes32, RegisteredTokenizer> shippedTokenizers() {
    SortedMap<Bytes32, RegisteredTokenizer> tokenizers = new TreeMap<>();
    for (ShippedTable table : ShippedTables.VERSION_1.all()) {
      tokenizers.put(
          table.tokenizer(),
          new RegisteredTokenizer(table.tokenizerHash(), table.vocabularySize(), table.hash()));
    }
    return tokenizers;
  }
}
