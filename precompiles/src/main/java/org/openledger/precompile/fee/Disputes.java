package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerCommitment;
import org.openledger.attribution.content.MerkleProof;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.attribution.Attribution;
import org.openledger.precompile.attribution.Attributor;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.gas.GasSchedule;

/**
 * {@code proveUnderReporting}. Nothing is stored with a settlement for it: the serving key's
 * receipt is the evidence, the attribution is computed again.
 */
final class Disputes {

  private static final BigInteger MAX_ID = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);

  private final Attributor attributor;

  Disputes(Attributor attributor) {
    this.attributor = attributor;
  }

  Tuple prove(Call call) {
    Tuple evidence = call.struct(0);
    Tuple given = evidence.get(3);
    // INV-FEE-12: by the version that settled, whatever holds now.
    Service service = Service.under(call, evidence.get(0), given.get(0));
    Nonce request = Nonce.of(call.sender(), service.model(), evidence.get(1));
    Penalties.requireOpen(call, request);
    int[] output = service.unpack(evidence.<byte[]>get(2));
    Receipt receipt =
        service.receipt(
            given.get(0),
            request.payer(),
            request.number(),
            given.get(1),
            evidence.get(2),
            output.length,
            Bytes32.wrap(given.<byte[]>get(2)));
    Bytes32 digest = Batch.of(evidence.get(4)).digest(call, receipt, service.chainId());
    service.requireDisputable(digest, given.get(3));
    BigInteger tokens = evidence.get(5);
    requireCommitted(receipt, tokens, evidence.get(6));

    Gains gains = Gains.NONE;
    if (tokens.equals(BigInteger.valueOf(output.length))) {
      int[] opened = open(call, output, evidence.get(6), evidence.get(7));
      if (!service.terms().influence()) {
        Attributor.OfModel rule = attributor.of(call, service.terms());
        Attribution settled = rule.attribute(output);
        Attribution whole = rule.attribute(opened);
        gains = Gains.between(settled, whole);
      }
      Call.require(!gains.isEmpty() || changed(output, opened), FeeAbi.NOTHING_PROVED);
    }
    return AbiValues.tuple(
        Penalties.pay(call, service.model(), request, gains, FeeAbi.UNDER_REPORTING_PROVED));
  }

  private static void requireCommitted(Receipt receipt, BigInteger tokens, byte[] root) {
    boolean committed =
        tokens.bitLength() < 32
            && Bytes32.wrap(AnswerCommitment.of(tokens.intValue(), root))
                .equals(receipt.outputCommitment());
    Call.require(committed, FeeAbi.WRONG_COMMITMENT, receipt.outputCommitment());
  }

  /** The answer with the opened tokens in their places. */
  private static int[] open(Call call, int[] output, byte[] root, Tuple[] openings) {
    int[] opened = output.clone();
    int least = 0;
    for (Tuple opening : openings) {
      BigInteger position = opening.get(0);
      BigInteger id = opening.get(1);
      byte[][] path = opening.get(3);
      call.gas().charge(1L + path.length, GasSchedule.PATH_NODE);
      boolean placed =
          position.compareTo(BigInteger.valueOf(least)) >= 0
              && position.compareTo(BigInteger.valueOf(output.length)) < 0
              && id.compareTo(MAX_ID) <= 0;
      Call.require(placed, FeeAbi.WRONG_OPENING, position);
      int at = position.intValue();
      byte[] leaf = AnswerCommitment.leaf(at, id.intValue(), opening.get(2));
      MerkleProof proof = new MerkleProof(at, output.length, List.of(path));
      Call.require(proof.verify(leaf, root), FeeAbi.WRONG_OPENING, position);
      opened[at] = id.intValue();
      least = at + 1;
    }
    return opened;
  }

  /** Whether a token that was settled is another than the one that was answered. */
  private static boolean changed(int[] output, int[] opened) {
    for (int i = 0; i < output.length; i++) {
      if (output[i] != opened[i] && output[i] != TokenPacking.REDACTED) {
        return true;
      }
    }
    return false;
  }
}
