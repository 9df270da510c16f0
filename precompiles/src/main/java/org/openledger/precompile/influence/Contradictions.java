package org.openledger.precompile.influence;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.epoch.OpenEpoch;
import org.openledger.precompile.host.Address;

/** {@code proveContradiction}: two lists of weights, signed by one attester for one round. */
final class Contradictions {

  private Contradictions() {}

  static void bind(Dispatcher.Binding binding) {
    binding.mutate("proveContradiction", Contradictions::prove);
  }

  private static Tuple prove(Call call) {
    Subject subject = Subject.of(call);
    OpenEpoch epoch = subject.beginning(call);
    Tuple one = call.struct(3);
    Tuple other = call.struct(4);
    Address signer = signer(call, subject, epoch, one);
    boolean contradicts =
        signer.equals(signer(call, subject, epoch, other))
            && !Bytes.wrap(one.<byte[]>get(0)).equals(Bytes.wrap(other.<byte[]>get(0)));
    Call.require(contradicts, InfluenceAbi.NOTHING_PROVED);
    AttesterStorage attesters = new AttesterStorage(call.storage());
    Attester it = attesters.attester(signer);
    Call.require(it.answersFor(epoch.opened()), InfluenceAbi.NOT_ELIGIBLE, signer);
    BigInteger round = call.number(2);
    // No round is signed for but those that a result or a re-run can have.
    Call.require(round.bitLength() < Byte.SIZE, InfluenceAbi.NOTHING_PROVED);
    boolean first =
        attesters.prove(subject.model(), subject.number(), round.longValueExact(), it.seat());
    Call.require(first, InfluenceAbi.ALREADY_PROVED, signer);
    BigInteger seat = BigInteger.ONE.shiftLeft(it.seat());
    return AbiValues.tuple(Slashing.slash(call, subject, seat, epoch.opened(), call.sender()));
  }

  private static Address signer(Call call, Subject subject, OpenEpoch epoch, Tuple statement) {
    Bytes32 digest =
        subject.digest(
            call,
            epoch.version(),
            call.number(2),
            Bytes32.wrap(statement.<byte[]>get(0)),
            Bytes32.wrap(statement.<byte[]>get(1)),
            Bytes32.wrap(statement.<byte[]>get(2)));
    return Signers.signer(call, digest, Bytes.wrap(statement.<byte[]>get(3)));
  }
}
