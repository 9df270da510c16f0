package org.openledger.demo;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.client.Chain;
import org.openledger.client.ClientException;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.client.RevertedException;
import org.openledger.client.RpcErrorException;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/**
 * A network with the native contracts.
 *
 * @param chain its chain
 * @param system configuration and roles
 * @param datanets the Datanets
 * @param models the model registry
 * @param fees inference fees
 * @param attribution token attribution
 */
public record Network(
    Chain chain,
    ContractClient system,
    ContractClient datanets,
    ContractClient models,
    ContractClient fees,
    ContractClient attribution) {

  /**
   * Gets to know a network by the first of several nodes, after asking all of them whether they are
   * of one chain.
   *
   * @throws DemoException where they are not, or as {@link #at(JsonRpc, Tokenizer)}
   * @throws ClientException where one does not answer
   */
  public static Network at(List<JsonRpc> nodes, Tokenizer tokenizer) {
    List<Chain> chains = nodes.stream().map(Chain::at).toList();
    Chain first = chains.getFirst();
    for (Chain other : chains.subList(1, chains.size())) {
      requireSame("chain id", Chain::chainId, first, other);
      requireSame("first block", Chain::genesis, first, other);
    }
    return at(first, tokenizer);
  }

  /**
   * Gets to know a network.
   *
   * @throws DemoException where the chain is none of ours, or one that this release does not fit
   * @throws ClientException where no node answers
   */
  public static Network at(JsonRpc rpc, Tokenizer tokenizer) {
    return at(Chain.at(rpc), tokenizer);
  }

  private static Network at(Chain chain, Tokenizer tokenizer) {
    Address system = NativeAddress.SYSTEM.address();
    if (!chain.hasCode(system)) {
      throw new DemoException(
          "wrong chain: chain "
              + chain.chainId()
              + " at "
              + chain.rpc().url()
              + " has no OpenLedger contracts (there is no code at "
              + system
              + ")");
    }
    Network network =
        new Network(
            chain,
            ContractClient.of(chain, NativeAddress.SYSTEM),
            ContractClient.of(chain, NativeAddress.DATANETS),
            ContractClient.of(chain, NativeAddress.MODELS),
            ContractClient.of(chain, NativeAddress.INFERENCE_FEES),
            ContractClient.of(chain, NativeAddress.TOKEN_ATTRIBUTION));
    network.requireContracts();
    network.requireTokenizer(tokenizer);
    return network;
  }

  /** A governed parameter. */
  public BigInteger parameter(Parameter parameter) {
    return system.call("parameter", parameter.key()).get(0);
  }

  /** A governed parameter that is an account. */
  public Address parameterAddress(Parameter parameter) {
    return Address.of(parameter(parameter));
  }

  public boolean hasRole(Role role, Address account) {
    return system.call("hasRole", role.id(), account).get(0);
  }

  long roleMembers(Role role) {
    return system.call("getRoleMemberCount", role.id()).<BigInteger>get(0).longValueExact();
  }

  private static void requireSame(
      String what, Function<Chain, Object> value, Chain first, Chain other) {
    Object expected = value.apply(first);
    Object found = value.apply(other);
    if (!expected.equals(found)) {
      throw new DemoException(
          "wrong chain: the node at "
              + other.rpc().url()
              + " has the "
              + what
              + " "
              + found
              + ", the one at "
              + first.rpc().url()
              + " has "
              + expected
              + ": --rpc takes nodes of one network");
    }
  }

  private void requireContracts() {
    BigInteger configured;
    try {
      configured = system.call("chainId").get(0);
    } catch (RpcErrorException | RevertedException | IllegalArgumentException e) {
      throw new DemoException(
          "wrong chain: the node at "
              + chain.rpc().url()
              + " does not execute the OpenLedger contracts of chain "
              + chain.chainId()
              + ": is the plugin installed? ("
              + e.getMessage()
              + ")",
          e);
    }
    if (!configured.equals(BigInteger.valueOf(chain.chainId()))) {
      throw new DemoException(
          "wrong chain: the contracts are configured for chain "
              + configured
              + ", the node signs for chain "
              + chain.chainId());
    }
  }

  private void requireTokenizer(Tokenizer tokenizer) {
    Tuple registered = system.call("tokenizer", AbiValues.name(tokenizer.id())).<Tuple>get(0);
    Bytes32 hash = Bytes32.wrap(registered.<byte[]>get(0));
    if (!hash.equals(Bytes32.wrap(tokenizer.hash()))) {
      throw new DemoException(
          "wrong chain: chain "
              + chain.chainId()
              + (hash.isZero() ? " has no tokenizer " : " has another vocabulary for ")
              + tokenizer.id());
    }
  }
}
