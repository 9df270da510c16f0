package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
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
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

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
    Address payer = call.sender();
    BigInteger request = evidence.get(1);
    Service service = Service.of(call, evidence.get(0));
    FeeStorage fees = new FeeStorage(call.storage());
    Call.require(fees.isSettled(payer, request), FeeAbi.NOT_SETTLED, payer, request);
    Call.require(!fees.isProved(payer, request), FeeAbi.ALREADY_PROVED, payer, request);
    int[] output = service.unpack(evidence.<byte[]>get(2));
    Receipt receipt = signed(call, service, payer, evidence, output.length);
    BigInteger tokens = evidence.get(6);
    requireCommitted(receipt, tokens, evidence.get(7));

    Gains gains = Gains.NONE;
    if (tokens.equals(BigInteger.valueOf(output.length))) {
      int[] opened = open(call, output, evidence.get(7), evidence.get(8));
      Attribution settled = attributor.attribute(call, service.terms(), output);
      Attribution whole = attributor.attribute(call, service.terms(), opened);
      gains = Gains.between(settled, whole);
      Call.require(!gains.isEmpty() || changed(output, opened), FeeAbi.NOTHING_PROVED);
    }
    fees.setProved(payer, request);
    return AbiValues.tuple(penalise(call, service.model(), payer, request, gains));
  }

  /** The receipt, or the item of a batch, that the serving key signed. */
  private static Receipt signed(
      Call call, Service service, Address payer, Tuple evidence, long tokens) {
    Tuple given = evidence.get(3);
    byte[][] batch = evidence.get(4);
    BigInteger index = evidence.get(5);
    Receipt receipt =
        service.receipt(
            payer,
            evidence.get(1),
            given.get(0),
            evidence.get(2),
            tokens,
            Bytes32.wrap(given.<byte[]>get(1)));
    call.gas().charge(GasSchedule.TYPED_DATA);
    Bytes32 digest = receipt.digest(service.chainId());
    if (batch.length > 0) {
      call.gas().charge(batch.length, GasSchedule.HASH_WORD);
      Bytes32[] hashes = new Bytes32[batch.length];
      Arrays.setAll(hashes, i -> Bytes32.wrap(batch[i]));
      Call.require(
          index.compareTo(BigInteger.valueOf(batch.length)) < 0
              && hashes[index.intValue()].equals(receipt.itemHash()),
          FeeAbi.WRONG_BATCH_ITEM,
          index);
      digest = Receipt.batchDigest(service.chainId(), service.model(), payer, hashes);
    }
    service.requireDisputable(digest, given.get(2));
    return receipt;
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

  private static BigInteger penalise(
      Call call, long model, Address payer, BigInteger request, Gains gains) {
    SystemStorage system = new SystemStorage(call.storage());
    FeeStorage fees = new FeeStorage(call.storage());
    Ledger ledger = new Ledger(call.storage());
    Holding bond = fees.bond(model);
    BigInteger penalty = system.parameter(Parameter.UNDER_REPORTING_PENALTY).min(bond.amount());
    Call.require(penalty.signum() > 0, FeeAbi.BOND_TOO_SMALL, model, bond.amount(), BigInteger.ONE);
    fees.setBond(model, bond.minus(penalty));
    BigInteger half = penalty.shiftRight(1);
    BigInteger rest = penalty.subtract(half);
    ledger.credit(ledger.register(payer), half);
    if (gains.isEmpty()) {
      Address treasury = system.parameterAddress(Parameter.TREASURY);
      ledger.credit(ledger.register(treasury), rest);
    } else {
      Payouts payouts = new Payouts();
      BigInteger[] shares = Split.byLargestRemainder(rest, gains.units());
      for (int i = 0; i < shares.length; i++) {
        payouts.add(gains.accounts()[i], shares[i]);
      }
      payouts.write(ledger);
    }
    call.emit(FeeAbi.UNDER_REPORTING_PROVED, model, payer, request, half, rest);
    return penalty;
  }
}
