package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.CREATOR;
import static org.openledger.bench.contract.BenchNetwork.KEY;
import static org.openledger.bench.contract.BenchNetwork.PAYER;
import static org.openledger.bench.contract.BenchNetwork.answer;
import static org.openledger.bench.contract.BenchNetwork.noBatch;
import static org.openledger.bench.contract.BenchNetwork.signature;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerCommitment;
import org.openledger.attribution.content.MerkleTree;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.fee.BatchItem;
import org.openledger.precompile.fee.Receipt;

/** Calls of InferenceFees. */
final class FeeSizes extends SizedCalls {

  private static final byte[] SEED = {1};

  FeeSizes(BenchNetwork network, Sink sink) {
    super(network, sink);
  }

  /** All of them, about a model whose first version holds. */
  void add(long model) {
    network.pay(PAYER, COINS, FEES, "deposit");
    network.pay(CREATOR, COINS, FEES, "depositServingBond", model);
    fees(model);
    disputes(model);
  }

  private void fees(long model) {
    int[] tokens = {64, 512, 1_024, 4_096};
    on(
        "InferenceFees.settle.output",
        n -> call(PAYER, FEES, "settle", model, 1L, answer(pattern(n)), receipt()),
        tokens);
    network.send(PAYER, FEES, "reserve", model, 2L, 0L, 4_096L);
    on(
        "InferenceFees.settleReserved.output",
        n -> call(CAROL, FEES, "settleReserved", PAYER, model, 2L, answer(pattern(n)), receipt()),
        tokens);
    on(
        "InferenceFees.receiptDigest.output",
        n ->
            call(
                CAROL,
                FEES,
                "receiptDigest",
                model,
                1L,
                PAYER,
                1L,
                0L,
                answer(pattern(n)),
                Bytes32.ZERO),
        tokens);
    int[] items = {16, 64, 128, 256};
    on("InferenceFees.settleBatch.items", n -> batch(model, items(n, 64)), items);
    on("InferenceFees.settleBatch.items.output", n -> batch(model, items(4, n)), tokens);
    on("InferenceFees.settleBatchPacked.items", n -> batchPacked(model, n), items);
    Tuple permit = AbiValues.tuple(PAYER, model, COINS, 20_000L, 5L);
    on(
        "InferenceFees.batchDigest.items",
        n -> call(CAROL, FEES, "batchDigest", permit, 1L, true, items(n, 64)),
        items);
    on(
        "InferenceFees.batchDigest.items.output",
        n -> call(CAROL, FEES, "batchDigest", permit, 1L, true, items(4, n)),
        tokens);
  }

  private void disputes(long model) {
    network.send(PAYER, FEES, "settle", model, 3L, answer(pattern(8)), receipt());
    on(
        "InferenceFees.proveUnderReporting.evidence.output",
        n -> call(PAYER, FEES, "proveUnderReporting", evidence(model, n, 1, 0)),
        64,
        512,
        1_024,
        4_096);
    on(
        "InferenceFees.proveUnderReporting.evidence.openings",
        n -> call(PAYER, FEES, "proveUnderReporting", evidence(model, 256, n, 0)),
        8,
        32,
        128,
        256);
    int[] items = {16, 128, 512, 1_024};
    on(
        "InferenceFees.proveUnderReporting.evidence.batch.items",
        n -> call(PAYER, FEES, "proveUnderReporting", evidence(model, 64, 1, n)),
        items);
    for (boolean first : new boolean[] {true, false}) {
      on(
          "InferenceFees.proveContradiction." + (first ? "one" : "other") + ".batch.items",
          n -> {
            Tuple large = statement(model, 1, n);
            Tuple small = statement(model, 2, 0);
            return call(
                PAYER,
                FEES,
                "proveContradiction",
                model,
                3L,
                first ? large : small,
                first ? small : large);
          },
          items);
    }
  }

  /** Requests of one word. */
  private static Tuple[] items(int count, int tokens) {
    Tuple[] items = new Tuple[count];
    for (int i = 0; i < count; i++) {
      items[i] = AbiValues.tuple(1_024L + i, 0L, answer(pattern(tokens)), Bytes32.ZERO);
    }
    return items;
  }

  private static ContractCall batch(long model, Tuple[] items) {
    Tuple permit = AbiValues.tuple(PAYER, model, COINS, 20_000L, 5L);
    return call(
        CAROL, FEES, "settleBatch", permit, signature(PAYER), 1L, true, items, signature(KEY));
  }

  private static ContractCall batchPacked(long model, int count) {
    List<BatchItem> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BigInteger request = BigInteger.valueOf(1_024 + i);
      items.add(new BatchItem(request, BigInteger.ZERO, answer(pattern(64)), Bytes32.ZERO));
    }
    Tuple permit = AbiValues.tuple(PAYER, model, COINS, 20_000L, 5L);
    return call(
        CAROL,
        FEES,
        "settleBatchPacked",
        permit,
        signature(PAYER),
        1L,
        true,
        BatchItem.pack(items),
        signature(KEY));
  }

  /** A batch of so many items, the last of them request 3. */
  private static Tuple batch(
      long model, int tokens, long inputTokens, Bytes32 output, Bytes32 commitment, int count) {
    byte[][] hashes = new byte[count][];
    Arrays.fill(hashes, WORD.toArray());
    hashes[count - 1] =
        new Receipt(
                model,
                BigInteger.ONE,
                PAYER,
                BigInteger.valueOf(3),
                BigInteger.valueOf(inputTokens),
                BigInteger.valueOf(tokens),
                output,
                commitment)
            .itemHash()
            .toArray();
    Tuple permit = AbiValues.tuple(PAYER, model, COINS, 20_000L, 5L);
    return AbiValues.tuple(permit, true, hashes, count - 1L);
  }

  /** That the first token of an answer of the pattern was withheld; so many are opened. */
  private static Tuple evidence(long model, int tokens, int opened, int batch) {
    int[] whole = pattern(tokens);
    int[] settled = whole.clone();
    settled[0] = TokenPacking.REDACTED;
    List<byte[]> leaves = AnswerCommitment.leaves(whole, SEED);
    byte[] root = MerkleTree.root(leaves);
    Bytes32 commitment = Bytes32.wrap(AnswerCommitment.of(tokens, root));
    List<Tuple> openings = new ArrayList<>();
    for (int i = 0; i < opened; i++) {
      byte[][] path = MerkleTree.path(leaves, i).toArray(byte[][]::new);
      Bytes salt = Bytes.wrap(AnswerCommitment.salt(SEED, i));
      openings.add(AbiValues.tuple((long) i, (long) whole[i], salt, path));
    }
    Bytes output = answer(settled);
    return AbiValues.tuple(
        model,
        3L,
        output,
        BenchNetwork.receipt(commitment),
        batch == 0 ? noBatch() : batch(model, tokens, 0, Keccak256.hash(output), commitment, batch),
        (long) tokens,
        Bytes.wrap(root),
        openings.toArray(Tuple[]::new));
  }

  private static Tuple statement(long model, long inputTokens, int batch) {
    return AbiValues.tuple(
        1L,
        inputTokens,
        8L,
        WORD,
        WORD,
        signature(KEY),
        batch == 0 ? noBatch() : batch(model, 8, inputTokens, WORD, WORD, batch));
  }
}
