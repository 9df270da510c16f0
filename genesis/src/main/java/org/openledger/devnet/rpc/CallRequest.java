package org.openledger.devnet.rpc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.execution.ChainRules;
import org.openledger.devnet.execution.Message;
import org.openledger.devnet.transaction.AccessEntry;
import org.openledger.precompile.host.Address;

/**
 * The call object of {@code eth_call} and {@code eth_estimateGas}.
 *
 * @param from the caller; the zero address where the request names none
 * @param to the called account
 * @param gas null where the request names none
 * @param price the effective price of gas in wei; zero where the request names none
 * @param maxPrice the most that the caller would pay, for the check of the balance
 * @param value wei
 * @param input calldata
 * @param accessList may be empty
 */
record CallRequest(
    Address from,
    Address to,
    @Nullable Long gas,
    BigInteger price,
    BigInteger maxPrice,
    UInt256 value,
    Bytes input,
    List<AccessEntry> accessList) {

  private static final Set<String> FLAGS =
      Set.of("true", "True", "TRUE", "false", "False", "FALSE", "");
  private static final Set<String> ENTRY = Set.of("address", "storageKeys");

  static CallRequest parse(JsonValue call, ChainRules rules) throws RpcError {
    if (!call.isObject()) {
      throw call.wrong("a call object");
    }
    requireChain(call.field("chainId"), rules);
    quantity(call.field("nonce"));
    JsonValue to = call.field("to");
    if (to.isNull()) {
      throw RpcFailure.NEEDS_EVM.because(
          "the devnet has no EVM and cannot create contracts: use a Besu node for them");
    }
    requireFlag(call.field("strict"));
    refuse(call, "blobVersionedHashes");
    refuse(call, "authorizationList");
    JsonValue gas = call.field("gas");
    BigInteger maxPrice = maxPrice(call);
    return new CallRequest(
        call.field("from").isNull() ? Address.ZERO : call.field("from").asAddress(),
        to.asAddress(),
        gas.isNull() ? null : gas(gas),
        effective(call, maxPrice, rules),
        maxPrice,
        UInt256.valueOf(quantity(call.field("value"))),
        input(call),
        accessList(call.field("accessList")));
  }

  /** The message with a gas limit; without a price neither gas nor base fee is charged. */
  Message message(long gasLimit, ChainRules rules) {
    BigInteger baseFee = price.signum() == 0 ? BigInteger.ZERO : rules.baseFeePerGas();
    return new Message(from, to, value, input, accessList, gasLimit, price, baseFee);
  }

  private static void requireChain(JsonValue chainId, ChainRules rules) throws RpcError {
    BigInteger ours = BigInteger.valueOf(rules.chainId());
    if (!chainId.isNull() && !quantity(chainId).equals(ours)) {
      throw RpcFailure.WRONG_CHAIN_ID.because(
          "transaction was meant for chain id "
              + quantity(chainId)
              + " and not this chain id "
              + ours);
    }
  }

  /** Besu's switch for checking what the caller can pay, which it reads as JSON libraries do. */
  private static void requireFlag(JsonValue flag) throws RpcError {
    boolean said =
        switch (flag.json()) {
          case null -> true;
          case Boolean it -> true;
          case Integer it -> true;
          case Long it -> true;
          case BigInteger it -> true;
          case String text -> FLAGS.contains(text.strip());
          default -> false;
        };
    if (!said) {
      throw flag.wrong("true or false");
    }
  }

  private static long gas(JsonValue gas) throws RpcError {
    BigInteger asked = gas.asWord().toUnsignedBigInteger();
    if (asked.bitLength() > Long.SIZE) {
      throw gas.wrong("gas below 2^64");
    }
    return asked.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }

  private static BigInteger maxPrice(JsonValue call) throws RpcError {
    JsonValue maxFee = call.field("maxFeePerGas");
    BigInteger gasPrice = quantity(call.field("gasPrice"));
    return maxFee.isNull() ? gasPrice : quantity(maxFee);
  }

  private static BigInteger effective(JsonValue call, BigInteger maxPrice, ChainRules rules)
      throws RpcError {
    JsonValue tip = call.field("maxPriorityFeePerGas");
    BigInteger priority = quantity(tip.isNull() ? call.field("gasPrice") : tip);
    if (priority.compareTo(maxPrice) > 0) {
      throw RpcFailure.MAX_PRIORITY_FEE_PER_GAS_EXCEEDS_MAX_FEE_PER_GAS.because(
          "max priority fee per gas cannot be greater than max fee per gas");
    }
    if (maxPrice.signum() == 0) {
      return BigInteger.ZERO;
    }
    if (maxPrice.compareTo(rules.baseFeePerGas()) < 0) {
      throw RpcFailure.GAS_PRICE_BELOW_CURRENT_BASE_FEE.because(
          "gasPrice is less than the current BaseFee");
    }
    return call.field("maxFeePerGas").isNull()
        ? maxPrice
        : maxPrice.min(rules.baseFeePerGas().add(priority));
  }

  private static Bytes input(JsonValue call) throws RpcError {
    JsonValue input = call.field("input");
    JsonValue data = call.field("data");
    if (input.isNull()) {
      return data.isNull() ? Bytes.EMPTY : data.asData();
    }
    Bytes bytes = input.asData();
    if (!data.isNull() && !data.asData().equals(bytes)) {
      throw call.failure().because("only one of 'input' or 'data' should be provided");
    }
    return bytes;
  }

  private static List<AccessEntry> accessList(JsonValue list) throws RpcError {
    List<AccessEntry> entries = new ArrayList<>();
    if (list.isNull()) {
      return entries;
    }
    for (JsonValue item : list.asList()) {
      item.requireOnly(ENTRY);
      List<Bytes32> keys = new ArrayList<>();
      for (JsonValue key : item.field("storageKeys").asList()) {
        keys.add(key.asHash());
      }
      entries.add(new AccessEntry(item.field("address").asAddress(), keys));
    }
    return entries;
  }

  private static BigInteger quantity(JsonValue value) throws RpcError {
    return value.isNull() ? BigInteger.ZERO : value.asWord().toUnsignedBigInteger();
  }

  private static void refuse(JsonValue call, String name) throws RpcError {
    if (!call.field(name).isNull()) {
      throw RpcFailure.NEEDS_EVM.because(name + " needs a Besu node");
    }
  }
}
