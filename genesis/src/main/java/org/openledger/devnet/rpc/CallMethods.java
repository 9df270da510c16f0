package org.openledger.devnet.rpc;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.execution.ChainRules;
import org.openledger.devnet.execution.ExecutionResult;
import org.openledger.devnet.execution.ExecutionResult.Ending;
import org.openledger.devnet.execution.Message;
import org.openledger.devnet.execution.Simulator;
import org.openledger.devnet.state.WorldState;
import org.openledger.devnet.transaction.IntrinsicGas;
import org.openledger.devnet.transaction.RefusedException;

/**
 * {@code eth_call} and {@code eth_estimateGas}, on the state of any block.
 *
 * @param chain the chain
 * @param rules its rules
 * @param simulator executes without a trace
 */
public record CallMethods(Chain chain, ChainRules rules, Simulator simulator) {

  /** The methods by name. */
  public Map<String, RpcMethod> methods() {
    return Map.of(
        "eth_call", params -> call(new Params(params)),
        "eth_estimateGas", params -> estimate(new Params(params)));
  }

  private @Nullable Object call(Params params) throws RpcError {
    BlockSelector block = BlockSelector.parse(params.at(1, RpcFailure.INVALID_BLOCK_PARAMS));
    CallRequest request = request(params);
    Optional<Chain.Entry> entry = block.find(chain);
    if (entry.isEmpty()) {
      return null;
    }
    Long asked = request.gas();
    long gas = asked == null ? gasCap() : Math.min(asked, rules.blockGasLimit());
    try {
      ExecutionResult result =
          simulator.call(
              entry.get().state(), request.message(gas, rules), entry.get().block().number());
      requireSuccess(result);
      return result.output().toHexString();
    } catch (RefusedException refused) {
      throw RefusalErrors.ofCall(refused);
    }
  }

  private @Nullable Object estimate(Params params) throws RpcError {
    CallRequest request = request(params);
    JsonValue block = params.at(1, RpcFailure.INVALID_BLOCK_PARAMS);
    BlockSelector selector =
        block.isNull() ? new BlockSelector.Head(true) : BlockSelector.parseNumber(block);
    Optional<Chain.Entry> entry = selector.find(chain);
    if (entry.isEmpty()) {
      throw RpcFailure.BLOCK_NOT_FOUND.error();
    }
    WorldState state = entry.get().state();
    long number = entry.get().block().number() + (selector.isPending() ? 1 : 0);
    Message message = request.message(affordable(request, state), rules);
    try {
      Simulator.Estimate estimate = simulator.estimate(state, message, number);
      requireSuccess(estimate.result());
      return Quantity.of(estimate.gasLimit());
    } catch (RefusedException refused) {
      throw RefusalErrors.ofCall(refused);
    }
  }

  private CallRequest request(Params params) throws RpcError {
    JsonValue overrides = params.at(2, RpcFailure.INVALID_CALL_PARAMS);
    if (!overrides.isNull() && !Map.of().equals(overrides.json())) {
      throw overrides.failure().because("state overrides need a Besu node");
    }
    return CallRequest.parse(params.at(0, RpcFailure.INVALID_CALL_PARAMS), rules);
  }

  /** The most gas that a transaction could have. */
  private long gasCap() {
    return Math.min(IntrinsicGas.TRANSACTION_CAP, rules.blockGasLimit());
  }

  /** The most gas that the caller could buy. */
  private long affordable(CallRequest request, WorldState state) throws RpcError {
    if (request.maxPrice().signum() == 0) {
      return gasCap();
    }
    BigInteger free =
        state
            .account(request.from())
            .balance()
            .toUnsignedBigInteger()
            .subtract(request.value().toUnsignedBigInteger());
    BigInteger gas = free.divide(request.maxPrice()).min(BigInteger.valueOf(gasCap()));
    if (gas.compareTo(BigInteger.valueOf(IntrinsicGas.TRANSACTION)) < 0) {
      throw RpcFailure.TRANSACTION_UPFRONT_COST_EXCEEDS_BALANCE.error();
    }
    return gas.longValue();
  }

  private static void requireSuccess(ExecutionResult result) throws RpcError {
    if (result.ending() == Ending.REVERT) {
      throw RevertReason.decode(result.output())
          .map(
              reason ->
                  new RpcError(
                      RpcFailure.REVERT_ERROR.code(),
                      "Execution reverted (" + reason + ")",
                      result.output().toHexString()))
          .orElseGet(() -> RpcFailure.REVERT_ERROR.with(result.output().toHexString()));
    }
    if (!result.isSuccess()) {
      throw RpcFailure.EXECUTION_HALTED.because(result.ending().description());
    }
  }
}
