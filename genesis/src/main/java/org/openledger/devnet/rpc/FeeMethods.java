package org.openledger.devnet.rpc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.block.Receipt;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.execution.ChainRules;

/**
 * What gas costs. The base fee never moves, so the answers are the rules and not an estimate.
 *
 * @param chain the chain
 * @param rules its rules
 */
public record FeeMethods(Chain chain, ChainRules rules) {

  private static final int MAX_BLOCKS = 1024;
  private static final int MAX_PERCENTILES = 100;

  /** The methods by name. */
  public Map<String, RpcMethod> methods() {
    return Map.of(
        "eth_gasPrice", params -> Quantity.of(rules.gasPrice()),
        "eth_blobBaseFee", params -> blobBaseFee(),
        "eth_maxPriorityFeePerGas", params -> Quantity.of(rules.priorityFee()),
        "eth_feeHistory", params -> history(new Params(params)));
  }

  /** The least that blob gas can cost (EIP-4844), as there are no blobs; nothing if gas is free. */
  private String blobBaseFee() {
    return rules.baseFeePerGas().signum() == 0 ? "0x0" : "0x1";
  }

  private Map<String, Object> history(Params params) throws RpcError {
    long count = count(params.at(0, RpcFailure.INVALID_BLOCK_COUNT_PARAMS));
    JsonValue highest = params.at(1, RpcFailure.INVALID_BLOCK_PARAMS);
    BlockSelector selector = BlockSelector.parseNumber(highest);
    List<Double> percentiles =
        percentiles(params.at(2, RpcFailure.INVALID_REWARD_PERCENTILES_PARAMS));
    SealedBlock last =
        // As on Besu, any tag of the newest blocks is the head here.
        (selector instanceof BlockSelector.ByNumber number
                ? chain.block(number.number())
                : Optional.of(chain.head()))
            .orElseThrow(RpcFailure.INVALID_BLOCK_NUMBER_PARAMS::error);
    long first = Math.max(0, last.number() - count + 1);
    List<Double> ratios = new ArrayList<>();
    List<List<String>> rewards = new ArrayList<>();
    for (long number = first; number <= last.number(); number++) {
      // The chain may go back meanwhile.
      SealedBlock block = chain.block(number).orElseThrow(RpcFailure.BLOCK_NOT_FOUND::error);
      ratios.add((double) block.header().gasUsed() / block.header().gasLimit());
      rewards.add(percentiles == null ? List.of() : rewards(block, percentiles));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("oldestBlock", Quantity.of(first));
    result.put(
        "baseFeePerGas",
        Collections.nCopies(ratios.size() + 1, Quantity.of(rules.baseFeePerGas())));
    result.put("baseFeePerBlobGas", Collections.nCopies(ratios.size() + 1, blobBaseFee()));
    result.put("gasUsedRatio", ratios);
    result.put("blobGasUsedRatio", Collections.nCopies(ratios.size(), 0.0));
    if (percentiles != null) {
      result.put("reward", rewards);
    }
    return result;
  }

  private static long count(JsonValue value) throws RpcError {
    long count = value.asIndex();
    if (count < 1 || count > MAX_BLOCKS) {
      throw value.wrong("1 to " + MAX_BLOCKS + " blocks");
    }
    return count;
  }

  private static @Nullable List<Double> percentiles(JsonValue value) throws RpcError {
    if (value.isNull()) {
      return null;
    }
    List<Double> percentiles = new ArrayList<>();
    for (JsonValue item : value.asList()) {
      percentiles.add(item.asDouble());
    }
    if (percentiles.size() > MAX_PERCENTILES) {
      throw value.wrong("at most " + MAX_PERCENTILES + " percentiles");
    }
    // As on Besu: rewards come in ascending order, whatever order is asked for.
    Collections.sort(percentiles);
    return percentiles;
  }

  /** The priority fees at percentiles of the gas used, as EIP-1559 orders a block by them. */
  private static List<String> rewards(SealedBlock block, List<Double> percentiles) {
    List<Receipt> receipts = new ArrayList<>(block.receipts());
    receipts.sort(Comparator.comparing(Receipt::effectiveGasPrice));
    List<String> rewards = new ArrayList<>();
    int place = 0;
    long gas = receipts.isEmpty() ? 0 : receipts.getFirst().gasUsed();
    for (double percentile : percentiles) {
      double wanted = block.header().gasUsed() * percentile / 100;
      while (place < receipts.size() - 1 && gas < wanted) {
        place++;
        gas += receipts.get(place).gasUsed();
      }
      rewards.add(
          receipts.isEmpty()
              ? "0x0"
              : Quantity.of(
                  receipts
                      .get(place)
                      .effectiveGasPrice()
                      .subtract(block.header().baseFeePerGas())));
    }
    return rewards;
  }
}
