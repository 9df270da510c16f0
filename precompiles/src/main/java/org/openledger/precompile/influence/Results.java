package org.openledger.precompile.influence;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.epoch.Epoch;
import org.openledger.precompile.epoch.EpochState;
import org.openledger.precompile.epoch.Result;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** How an epoch comes to a result: all signatures of a quorum in one call. */
final class Results {

  private Results() {}

  static void bind(Dispatcher.Binding binding) {
    binding.mutateVoid("submit", Results::submit).mutateVoid("cosign", Results::cosign);
  }

  private static void submit(Call call) {
    Subject subject = Subject.of(call);
    Epoch epoch = subject.closed(call);
    subject.require(epoch, epoch.state() == EpochState.AWAITING);
    notAfter(call, epoch.deadline());
    Quorum quorum = Quorum.sufficient(call, epoch.attesters());
    Bytes32 hash = checked(call, subject, epoch);
    BigInteger seats = signed(call, subject, epoch, epoch.round(), hash, quorum.result());
    stand(call, subject, epoch, hash, seats);
    call.emit(
        InfluenceAbi.RESULT_SUBMITTED,
        subject.model(),
        subject.number(),
        epoch.round(),
        hash,
        call.word(2),
        call.word(3),
        seats,
        Bytes.wrap(call.bytes(4)));
  }

  /** The hash of the weights in calldata, which name only what the version's links reach. */
  static Bytes32 checked(Call call, Subject subject, Epoch epoch) {
    Weights.of(call, call.bytes(4)).requireLinked(call, subject.model(), epoch.version());
    return call.hash(call.bytes(4));
  }

  /** The seats of at least a quorum that signed for a round. */
  static BigInteger signed(
      Call call, Subject subject, Epoch epoch, long round, Bytes32 hash, long quorum) {
    Bytes32 digest =
        subject.digest(
            call, epoch.version(), BigInteger.valueOf(round), hash, call.word(2), call.word(3));
    BigInteger seats = Signers.seats(call, digest, call.bytes(5), epoch.opened(), BigInteger.ZERO);
    Quorum.require(seats.bitCount(), quorum);
    return seats;
  }

  /** Makes weights the result of an epoch, with windows of its own. */
  static void stand(Call call, Subject subject, Epoch epoch, Bytes32 hash, BigInteger seats) {
    SystemStorage system = new SystemStorage(call.storage());
    long resolution = system.parameterLong(Parameter.RESOLUTION_WINDOW);
    long challengeUntil = call.blockNumber() + system.parameterLong(Parameter.CHALLENGE_WINDOW);
    long resolveUntil = challengeUntil + resolution;
    subject.set(call, epoch.in(EpochState.PENDING));
    subject.set(call, Result.of(hash, seats, challengeUntil, resolveUntil));
    // INV-INF-04: as long again for somebody to close a challenge that only a re-run decided.
    AttesterStorage attesters = new AttesterStorage(call.storage());
    long liable = resolveUntil + resolution + 1;
    attesters.setLiableUntil(Math.max(attesters.liableUntil(), liable));
  }

  private static void cosign(Call call) {
    Subject subject = Subject.of(call);
    Epoch epoch = subject.epoch(call);
    subject.require(
        epoch, epoch.state() == EpochState.PENDING || epoch.state() == EpochState.CHALLENGED);
    Result result = subject.result(call);
    notAfter(call, result.challengeUntil());
    Bytes32 hash = call.word(2);
    Bytes32 digest =
        subject.digest(
            call,
            epoch.version(),
            BigInteger.valueOf(epoch.round()),
            hash,
            call.word(3),
            call.word(4));
    BigInteger before = result.agreed().or(result.disagreed());
    BigInteger seats = Signers.seats(call, digest, call.bytes(5), epoch.opened(), before);
    subject.set(call, result.signedBy(seats, hash.equals(result.weights())));
    call.emit(InfluenceAbi.RESULT_COSIGNED, subject.model(), subject.number(), hash, seats);
  }

  static void notAfter(Call call, long deadline) {
    Call.require(
        call.blockNumber() <= deadline, InfluenceAbi.DEADLINE_PASSED, deadline, call.blockNumber());
  }

  static void after(Call call, long deadline) {
    Call.require(
        call.blockNumber() > deadline, InfluenceAbi.TOO_EARLY, deadline + 1, call.blockNumber());
  }
}
