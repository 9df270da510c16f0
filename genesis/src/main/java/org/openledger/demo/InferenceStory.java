package org.openledger.demo;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.TokenPacking;
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
    Bytes32 commitment = commitment(salt, tokens, vocabulary);
    BigInteger inputTokens = BigInteger.valueOf(answer.promptTokens().length);
    Bytes output = Bytes.wrap(TokenPacking.pack(tokens, vocabulary));
    Receipt receipt =
        new Receipt(
            model, payer, request, inputTokens, tokens.length, Keccak256.hash(output), commitment);
    Bytes32 digest = receipt.digest(BigInteger.valueOf(network.chain().chainId()));
    requireEqual(
        "digest of the receipt",
        digest,
        Bytes32.wrap(
            fees.call("receiptDigest", model, payer, request, inputTokens, output, commitment)
                .<byte[]>get(0)));
    Fee quoted = fee(fees.call("quote", model, inputTokens, (long) tokens.length).get(0));
    requireEqual("fee", expected, quoted);
    Bytes signature = cast.servingKey().sign(digest);
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
                        AbiValues.tuple(inputTokens, commitment, signature))))
            .getFirst();
    return settlement(model, corpus, request, commitment, salt, transaction);
  }

  private Settlement settlement(
      long model,
      SealedCorpus corpus,
      BigInteger request,
      Bytes32 commitment,
      Bytes32 salt,
      TransactionReceipt transaction) {
    Fee fee = fee(fees.event(transaction, "InferenceSettled").get(5));
    Tuple attributed = fees.event(transaction, "InferenceAttributed");
    List<BigInteger> counts =
        List.of(attributed.get(3), attributed.get(4), attributed.get(5), attributed.get(6));
    List<Settlement.Payout> payouts = new ArrayList<>();
    for (Tuple paid : fees.events(transaction, "ContributorPaid")) {
      Address account = address(paid, 1);
      payouts.add(new Settlement.Payout(corpus.nameOf(account), account, paid.get(3), paid.get(4)));
    }
    Map<Address, BigInteger> sinks = new LinkedHashMap<>();
    for (Tuple paid : fees.events(transaction, "SinkPaid")) {
      sinks.merge(address(paid, 1), paid.get(3), BigInteger::add);
    }
    return new Settlement(
        model, request, commitment, salt, transaction, fee, counts, payouts, sinks);
  }

  /**
   * Commits to an answer: keccak256 of a salt and the Merkle root of the answer as content of one
   * document, so that one position can be opened without the others.
   */
  private static Bytes32 commitment(Bytes32 salt, int[] tokens, int vocabulary) {
    byte[] root = Content.of(List.of(tokens), vocabulary).root();
    return Keccak256.hash(Bytes.concatenate(salt, Bytes.wrap(root)));
  }

  /** The first number from the model's id on that the payer has not settled: models are new. */
  private BigInteger freshRequest(long model, Address payer) {
    BigInteger request = BigInteger.valueOf(model);
    while (fees.call("isSettled", payer, request).<Boolean>get(0)) {
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
