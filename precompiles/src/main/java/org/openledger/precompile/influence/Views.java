package org.openledger.precompile.influence;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.epoch.Epoch;
import org.openledger.precompile.epoch.EpochStorage;
import org.openledger.precompile.epoch.OpenEpoch;
import org.openledger.precompile.epoch.Result;
import org.openledger.precompile.host.Address;

/** What there is to see of attesters and epochs. */
final class Views {

  /** More than there are seats. */
  private static final BigInteger SEATS = BigInteger.valueOf(65);

  private Views() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .view("attesterOf", Views::attester)
        .view("attesterAt", Views::attesterAt)
        .view("attesters", Views::attesters)
        .view("openEpoch", Views::openEpoch)
        .view("epochCount", Views::epochCount)
        .view("epochOf", Views::epoch)
        .view("quorumOf", Views::quorum)
        .view("heldOf", Views::held)
        .view("attestationDigest", Views::digest);
  }

  private static Tuple attester(Call call) {
    AttesterStorage attesters = new AttesterStorage(call.storage());
    Address account = call.address(0);
    Attester it = attesters.attester(account);
    Counts counts = attesters.counts(account);
    return AbiValues.tuple(
        AbiValues.tuple(
            it.state().code(),
            it.bond(),
            it.since(),
            it.unlockBlock(),
            (long) it.seat(),
            counts.agreed(),
            counts.disagreed(),
            counts.absent(),
            counts.slashed()));
  }

  private static Tuple attesterAt(Call call) {
    BigInteger seat = call.number(0);
    boolean possible = seat.compareTo(SEATS) < 0;
    return AbiValues.tuple(
        possible ? new AttesterStorage(call.storage()).seat(seat.longValueExact()) : Address.ZERO);
  }

  private static Tuple attesters(Call call) {
    AttesterStorage attesters = new AttesterStorage(call.storage());
    return AbiValues.tuple(attesters.active(), attesters.seated());
  }

  private static Tuple openEpoch(Call call) {
    OpenEpoch open = new EpochStorage(call.storage()).open(Subject.model(call));
    long number = open.isOpen() ? open.number() : 0;
    return AbiValues.tuple(
        AbiValues.tuple(
            number, open.version(), open.opened(), open.end(), open.pool(), open.attesters()));
  }

  private static Tuple epochCount(Call call) {
    long model = Subject.model(call);
    return AbiValues.tuple(new EpochStorage(call.storage()).open(model).number());
  }

  private static Tuple epoch(Call call) {
    Subject subject = Subject.of(call);
    Epoch epoch = subject.epoch(call);
    Result result = subject.result(call);
    return AbiValues.tuple(
        AbiValues.tuple(
            epoch.state().code(),
            epoch.version(),
            epoch.pool(),
            epoch.opened(),
            epoch.deadline(),
            epoch.attesters(),
            epoch.round(),
            result.weights(),
            result.agreed(),
            result.disagreed(),
            result.challengeUntil(),
            result.resolveUntil(),
            result.challenger(),
            result.challengeBond(),
            result.rerunWeights(),
            result.rerunSeats()));
  }

  private static Tuple quorum(Call call) {
    BigInteger n = call.number(0);
    // No network has more attesters than seats.
    Quorum quorum = Quorum.of(call, n.min(SEATS).longValueExact());
    return AbiValues.tuple(quorum.result(), quorum.rerun());
  }

  private static Tuple held(Call call) {
    EpochStorage epochs = new EpochStorage(call.storage());
    long model = Subject.model(call);
    return AbiValues.tuple(epochs.held(model).add(epochs.open(model).pool()));
  }

  private static Tuple digest(Call call) {
    Subject subject = Subject.of(call);
    return AbiValues.tuple(
        subject.digest(
            call,
            subject.beginning(call).version(),
            call.number(2),
            call.word(3),
            call.word(4),
            call.word(5)));
  }
}
