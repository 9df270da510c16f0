package org.openledger.node.history.estimate;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainTransaction;
import org.openledger.node.chain.ChainView;
import org.openledger.node.history.query.Inference;

/**
 * The answers of settled inferences, from the chain's transactions. The transactions of one block
 * are read once where inferences of the same block are asked for one after the other.
 */
public final class SettledAnswers {

  private final ChainView chain;
  private final int vocabularySize;
  private Bytes32 block = Bytes32.ZERO;
  private int transaction = -1;
  private Map<BigInteger, Bytes> outputs = Map.of();

  public SettledAnswers(ChainView chain, int vocabularySize) {
    this.chain = chain;
    this.vocabularySize = vocabularySize;
  }

  /** Token ids of an answer; empty where this node cannot tell them. */
  public Optional<int[]> of(Inference inference) {
    if (!block.equals(inference.told().blockHash())
        || transaction != inference.told().transactionIndex()) {
      block = inference.told().blockHash();
      transaction = inference.told().transactionIndex();
      outputs = read();
    }
    return Optional.ofNullable(outputs.get(inference.amount("request")))
        .flatMap(packed -> unpack(packed, inference.amount("tokens")));
  }

  private Map<BigInteger, Bytes> read() {
    Optional<BlockRef> found = chain.block(block);
    Optional<List<ChainTransaction>> all = found.flatMap(chain::transactions);
    return all.filter(it -> transaction < it.size())
        .map(it -> SettledCalls.outputs(it.get(transaction)))
        .orElse(Map.of());
  }

  private Optional<int[]> unpack(Bytes packed, BigInteger tokens) {
    byte[] bytes = packed.toArrayUnsafe();
    try {
      long count = AnswerPacking.count(bytes, vocabularySize);
      return BigInteger.valueOf(count).equals(tokens)
          ? Optional.of(AnswerPacking.unpack(bytes, vocabularySize, (int) count))
          : Optional.empty();
    } catch (MalformedContentException e) {
      return Optional.empty();
    }
  }
}
