package org.openledger.precompile.influence;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.coin.Handover;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.epoch.Epoch;
import org.openledger.precompile.epoch.EpochState;
import org.openledger.precompile.epoch.Result;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;
import org.openledger.precompile.system.SystemStorage;

/**
 * What happens to a result that somebody holds for wrong. A governor decides; where none does in
 * time, a re-run; without one the quorum that signed is believed.
 */
final class Challenges {

  /** Results of one epoch that can be overturned; then its pool is forfeited. */
  private static final long ROUNDS = 2;

  private Challenges() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutateVoid("challenge", Challenges::challenge)
        .mutateVoid("resolve", Challenges::resolve)
        .mutateVoid("rerun", Challenges::rerun)
        .mutateVoid("close", Challenges::close);
  }

  private static void challenge(Call call) {
    Subject subject = Subject.of(call);
    Epoch epoch = subject.epoch(call);
    subject.require(epoch, epoch.state() == EpochState.PENDING);
    Result result = subject.result(call);
    Results.notAfter(call, result.challengeUntil());
    BigInteger bond = new SystemStorage(call.storage()).parameter(Parameter.CHALLENGE_BOND);
    Call.require(call.value().equals(bond), InfluenceAbi.WRONG_VALUE, call.value(), bond);
    Vault.owe(call, bond);
    subject.set(call, epoch.in(EpochState.CHALLENGED));
    subject.set(call, result.challengedBy(call.sender(), bond));
    call.emit(
        InfluenceAbi.RESULT_CHALLENGED,
        subject.model(),
        subject.number(),
        call.sender(),
        bond,
        call.word(2));
  }

  private static void resolve(Call call) {
    SystemStorage system = new SystemStorage(call.storage());
    Call.require(
        system.hasRole(Role.GOVERNOR.id(), call.sender()),
        InfluenceAbi.UNAUTHORIZED,
        call.sender(),
        Role.GOVERNOR.id());
    Subject subject = Subject.of(call);
    Epoch epoch = challenged(call, subject);
    Result result = subject.result(call);
    Results.notAfter(call, result.resolveUntil());
    Bytes32 evidence = call.word(3);
    if (call.flag(2)) {
      uphold(call, subject, epoch, result, evidence, Handover.treasury(call));
    } else {
      overturn(call, subject, epoch, result, evidence);
      reopen(call, subject, epoch);
    }
  }

  private static void rerun(Call call) {
    Subject subject = Subject.of(call);
    Epoch epoch = challenged(call, subject);
    Result result = subject.result(call);
    Results.notAfter(call, result.resolveUntil());
    Call.require(
        result.rerunWeights().isZero(),
        InfluenceAbi.ALREADY_RERUN,
        subject.model(),
        subject.number());
    Bytes32 hash = Results.checked(call, subject, epoch);
    long quorum = Quorum.of(call, epoch.attesters()).rerun();
    BigInteger seats = Results.signed(call, subject, epoch, epoch.round() + 1, hash, quorum);
    subject.set(call, result.rerun(hash, seats));
    call.emit(
        InfluenceAbi.RESULT_RERUN,
        subject.model(),
        subject.number(),
        hash,
        call.word(2),
        call.word(3),
        seats,
        Bytes.wrap(call.bytes(4)));
  }

  private static void close(Call call) {
    Subject subject = Subject.of(call);
    Epoch epoch = challenged(call, subject);
    Result result = subject.result(call);
    Results.after(call, result.resolveUntil());
    if (result.isContradicted()) {
      overturn(call, subject, epoch, result, result.rerunWeights());
      replace(call, subject, epoch, result);
    } else {
      // Nobody said that the challenger was wrong unless a re-run did.
      Address to = result.rerunWeights().isZero() ? result.challenger() : Handover.treasury(call);
      uphold(call, subject, epoch, result, result.rerunWeights(), to);
    }
  }

  private static Epoch challenged(Call call, Subject subject) {
    Epoch epoch = subject.epoch(call);
    subject.require(epoch, epoch.state() == EpochState.CHALLENGED);
    return epoch;
  }

  private static void uphold(
      Call call, Subject subject, Epoch epoch, Result result, Bytes32 evidence, Address bondTo) {
    Vault.credit(call, subject, bondTo, result.challengeBond());
    subject.set(call, epoch.in(EpochState.UPHELD));
    call.emit(InfluenceAbi.RESULT_UPHELD, subject.model(), subject.number(), evidence);
  }

  /** Gives the challenger his bond back and slashes who signed; the caller sets the new state. */
  private static void overturn(
      Call call, Subject subject, Epoch epoch, Result result, Bytes32 evidence) {
    Vault.credit(call, subject, result.challenger(), result.challengeBond());
    Slashing.slash(call, subject, result.agreed(), epoch.opened(), result.challenger());
    call.emit(
        InfluenceAbi.RESULT_OVERTURNED,
        subject.model(),
        subject.number(),
        epoch.round(),
        result.weights(),
        evidence);
  }

  /** Another result may come, once; after the last round nothing may. */
  private static void reopen(Call call, Subject subject, Epoch epoch) {
    long window = new SystemStorage(call.storage()).parameterLong(Parameter.RESULT_WINDOW);
    boolean last = epoch.round() + 1 == ROUNDS;
    long until = last ? 0 : call.blockNumber() + window;
    subject.set(call, epoch.nextRound(EpochState.AWAITING, until));
    subject.set(call, Result.NONE);
  }

  /** What the re-run found takes the place, and can be challenged in its turn. */
  private static void replace(Call call, Subject subject, Epoch epoch, Result result) {
    if (epoch.round() + 1 == ROUNDS) {
      reopen(call, subject, epoch);
    } else {
      Epoch next = epoch.nextRound(EpochState.PENDING, epoch.deadline());
      Results.stand(call, subject, next, result.rerunWeights(), result.rerunSeats());
    }
  }
}
