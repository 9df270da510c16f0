package org.openledger.node.evidence;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.node.chain.NodeLog;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.fee.Fee;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * What the chain logged about a settlement: see {@code InferenceSettled} in {@code
 * IInferenceFees.sol}.
 */
record SettledEvent(
    long model,
    Address payer,
    BigInteger request,
    long version,
    BigInteger inputTokens,
    Bytes32 outputCommitment,
    Fee fee,
    BigInteger tokens,
    BigInteger covered,
    BigInteger paid,
    BigInteger full,
    BigInteger sink,
    Bytes32 evidence,
    Bytes payouts) {

  private static final AbiEvent EVENT = ContractAbi.of("InferenceFees").event("InferenceSettled");

  /** Whether a log is a settlement's. */
  static boolean is(NodeLog log) {
    return log.emitter().equals(NativeAddress.INFERENCE_FEES.address())
        && log.topics().size() == 1 + EVENT.indexedCount()
        && log.topics().getFirst().equals(EVENT.signature());
  }

  static SettledEvent of(NodeLog log) throws EvidenceException {
    EvidenceException.require(is(log), Fault.EVENT, "the log is not a settlement's");
    try {
      Tuple args = EVENT.decode(log.topics(), log.data());
      Tuple fee = args.get(6);
      return new SettledEvent(
          args.<BigInteger>get(0).longValueExact(),
          Address.fromWord(UInt256.fromBytes(log.topics().get(2))),
          args.get(2),
          args.<BigInteger>get(3).longValueExact(),
          args.get(4),
          Bytes32.wrap(args.<byte[]>get(5)),
          new Fee(fee.get(0), fee.get(1), fee.get(2), fee.get(3), fee.get(4), fee.get(5)),
          args.get(7),
          args.get(8),
          args.get(9),
          args.get(10),
          args.get(11),
          Bytes32.wrap(args.<byte[]>get(12)),
          Bytes.wrap(args.<byte[]>get(13)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new EvidenceException(Fault.EVENT, "the settlement's log cannot be read: " + e);
    }
  }
}
