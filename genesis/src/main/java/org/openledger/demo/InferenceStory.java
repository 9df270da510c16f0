package org.openledger.demo;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerCommitment;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.MerkleTree;
import org.openledger.client.ContractClient;
import org.openledger.client.TransactionReceipt;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.fee.Fee;
import org.openledger.precompile.fee.Receipt;
import org.openledger.precompile.host.Address;

/** The payer gets an answer, the serving key signs for it, the payer settles. */
final class InferenceStory {

  private final Network network;
  private final ContractClient fees;
  private final Cast cast;

  InferenceStory(Network network, Cast cast) {
    this.network = network;
    this.fees = network.fees();
    this.cast = cast;
  }

  /**
   * Settles an answer of a deployed model.
   *
   * @param expected the fee that the chain must ask
   */
  Settlement tell(
      long model, SealedCorpus corpus, Answer answer, int[] tokens, int vocabulary, Fee expected) {
    Address payer = cast.payer().address();
    BigInteger request = freshRequest(model, payer);
    Bytes32 salt = Bytes32.random(new SecureRandom());
    Bytes32 commitment = commitment(salt, tokens);
    BigInteger version = network.models().call("currentVersion", model).get(0);
    BigInteger inputTokens = BigInteger.valueOf(answer.promptTokens().length);
    Bytes output = Bytes.wrap(AnswerPacking.pack(tokens, vocabulary));
    Receipt receipt =
        new Receipt(
            model,
            version,
            payer,
            request,
            inputTokens,
            BigInteger.valueOf(tokens.length),
            Keccak256.hash(output),
            commitment);
    Bytes32 digest = receipt.digest(network.chain().chainId());
    requireEqual(
        "digest of the receipt",
        digest,
        Bytes32.wrap(
            fees.call(
                    "receiptDigest",
                    model,
                    version,
                    payer,
                    request,
                    inputTokens,
                    output,
                    commitment)
                .<byte[]>get(0)));
    Fee quoted = fee(fees.call("quote", model, inputTokens, (long) tokens.length).get(0));
    requireEqual("fee", expected, quoted);
    Bytes signature = cast.servingKey().sign(digest);
    if (fees.call("accruedPlatform").<BigInteger>get(0).signum() > 0) {
      fees.send(cast.creator(), "collect", model); // What others' inferences have earned.
    }
    TransactionReceipt transaction =
        fees.send(
                List.of(
                    fees.draft(
                        cast.payer(),
                        quoted.gross(),
                        "settle",
                        model,
                        request,
                        output,
                        AbiValues.tuple(version, inputTokens, commitment, signature))))
            .getFirst();
    TransactionReceipt collection = fees.send(cast.creator(), "collect", model);
    Tuple settled = fees.event(transaction, "InferenceSettled");
    BigInteger sink = settled.get(11);
    Map<Address, BigInteger> sinks = new LinkedHashMap<>();
    if (sink.signum() > 0) {
      sinks.put(cast.treasury().address(), sink); // The model names none: its Datanet's.
    }
    return new Settlement(
        model,
        request,
        commitment,
        salt,
        transaction,
        collection,
        fee(settled.get(6)),
        List.of(settled.get(7), settled.get(8), settled.get(9), settled.get(10)),
        payouts(corpus, settled.<byte[]>get(13), units(transaction.block(), model, output)),
        sinks);
  }

  /** What the contributors got: numbers of accounts and amounts, packed. */
  private List<Settlement.Payout> payouts(
      SealedCorpus corpus, byte[] packed, Map<Address, BigInteger> units) {
    List<Settlement.Payout> payouts = new ArrayList<>();
    ByteBuffer from = ByteBuffer.wrap(packed);
    while (from.hasRemaining()) {
      long number = Integer.toUnsignedLong(from.getInt());
      byte[] amount = new byte[16];
      from.get(amount);
      Address account = address(fees.call("account", number), 0);
      payouts.add(
          new Settlement.Payout(
              corpus.nameOf(account),
              account,
              units.getOrDefault(account, BigInteger.ZERO),
              new BigInteger(1, amount)));
    }
    return payouts;
  }

  /** What each contributor's tokens count, as the chain says. */
  private Map<Address, BigInteger> units(long block, long model, Bytes output) {
    Map<Address, BigInteger> units = new LinkedHashMap<>();
    Tuple attribution = network.attribution().callAfter(block, "attribute", model, output).get(0);
    for (Tuple credit : attribution.<Tuple[]>get(4)) {
      units.put(address(credit, 0), credit.get(1));
    }
    return units;
  }

  /** Commits to an answer so that each token can be opened without the others. */
  private static Bytes32 commitment(Bytes32 seed, int[] tokens) {
    byte[] root = MerkleTree.root(AnswerCommitment.leaves(tokens, seed.toArray()));
    return Bytes32.wrap(AnswerCommitment.of(tokens.length, root));
  }

  /** The first number from the model's id on that the payer has not settled: models are new. */
  private BigInteger freshRequest(long model, Address payer) {
    BigInteger request = BigInteger.valueOf(model);
    while (fees.call("isSettled", payer, model, request).<Boolean>get(0)) {
      request = request.add(BigInteger.ONE);
    }
    return request;
  }

  private static Fee fee(Tuple parts) {
    return new Fee(
        parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4), parts.get(5));
  }

  private static Address address(Tuple event, int position) {
    return AbiValues.address(event.<com.esaulpaugh.headlong.abi.Address>get(position));
  }

  private static void requireEqual(String what, Object own, Object chains) {
    if (!own.equals(chains)) {
      throw new DemoException(
          "the chain's " + what + " is " + chains + ", the one computed here " + own);
    }
  }
}
