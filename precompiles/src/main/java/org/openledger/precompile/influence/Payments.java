package org.openledger.precompile.influence;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.SortedMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.epoch.Epoch;
import org.openledger.precompile.epoch.EpochState;
import org.openledger.precompile.epoch.EpochStorage;
import org.openledger.precompile.epoch.Result;
import org.openledger.precompile.fee.Sinks;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.model.ModelStorage;

/**
 * Where an epoch's pool goes. INV-INF-07: Σ payees' parts + sink = pool, once. The coins are in
 * InferenceFees, which owes them since the settlements: they only become credits.
 */
final class Payments {

  private static final int PAYOUT = 4 + 16;

  private Payments() {}

  static void bind(Dispatcher.Binding binding) {
    binding.mutate("pay", Payments::pay).mutate("forfeit", Payments::forfeit);
  }

  private static Tuple pay(Call call) {
    Subject subject = Subject.of(call);
    Epoch epoch = subject.epoch(call);
    boolean pending = epoch.state() == EpochState.PENDING;
    subject.require(epoch, pending || epoch.state() == EpochState.UPHELD);
    Result result = subject.result(call);
    if (pending) {
      Results.after(call, result.challengeUntil());
    }
    Bytes32 hash = call.hash(call.bytes(2));
    Call.require(hash.equals(result.weights()), InfluenceAbi.WRONG_WEIGHTS, hash, result.weights());
    SortedMap<Long, BigInteger> parts = Weights.parse(call.bytes(2)).parts(call, epoch.pool());
    BigInteger paid = BigInteger.ZERO;
    for (BigInteger part : parts.values()) {
      paid = paid.add(part);
    }
    BigInteger sink = epoch.pool().subtract(paid);
    if (sink.signum() < 0) {
      throw new IllegalStateException(paid + " wei shared out of " + epoch.pool());
    }
    end(call, subject, epoch, EpochState.PAID);
    credit(call, parts);
    if (sink.signum() > 0) {
      credit(call, subject, sink, Sinks.accounts(call, subject.model(), epoch.version()));
    }
    call.emit(
        InfluenceAbi.POOL_PAID,
        subject.model(),
        subject.number(),
        epoch.version(),
        epoch.pool(),
        sink,
        packed(parts));
    count(call, subject, epoch, result);
    return AbiValues.tuple(paid);
  }

  private static Tuple forfeit(Call call) {
    Subject subject = Subject.of(call);
    Epoch epoch = subject.closed(call);
    subject.require(epoch, epoch.state() == EpochState.AWAITING);
    Results.after(call, epoch.deadline());
    end(call, subject, epoch, EpochState.FORFEITED);
    // Not the version's sink: whoever names it could withhold what attesters need.
    ModelStorage models = new ModelStorage(call.storage());
    long[] treasuries =
        Sinks.treasuries(call, models.settlementBy(subject.model(), epoch.version()).links());
    credit(call, subject, epoch.pool(), treasuries);
    call.emit(
        InfluenceAbi.POOL_FORFEITED,
        subject.model(),
        subject.number(),
        epoch.version(),
        epoch.pool());
    return AbiValues.tuple(epoch.pool());
  }

  private static void end(Call call, Subject subject, Epoch epoch, EpochState state) {
    subject.set(call, epoch.in(state));
    new EpochStorage(call.storage()).addHeld(subject.model(), epoch.pool().negate());
  }

  private static void credit(Call call, SortedMap<Long, BigInteger> parts) {
    long[] numbers = new long[parts.size()];
    BigInteger[] amounts = new BigInteger[numbers.length];
    int count = 0;
    for (Long number : parts.keySet()) {
      numbers[count] = number;
      amounts[count++] = Objects.requireNonNull(parts.get(number));
    }
    new Ledger(call.storage()).credit(numbers, amounts, count);
  }

  private static void credit(Call call, Subject subject, BigInteger amount, long[] accounts) {
    BigInteger[] amounts = Sinks.equally(amount, accounts);
    Ledger ledger = new Ledger(call.storage());
    for (int i = 0; i < accounts.length; i++) {
      if (amounts[i].signum() > 0) {
        Address account = ledger.account(accounts[i]);
        ledger.credit(accounts[i], amounts[i]);
        call.emit(InfluenceAbi.CREDITED, subject.model(), subject.number(), account, amounts[i]);
      }
    }
  }

  private static Bytes packed(SortedMap<Long, BigInteger> parts) {
    ByteBuffer to = ByteBuffer.allocate(PAYOUT * parts.size());
    parts.forEach(
        (number, amount) ->
            to.putInt((int) (long) number)
                .putLong(amount.shiftRight(64).longValue())
                .putLong(amount.longValue()));
    return Bytes.wrap(to.array());
  }

  /** Adds to the counts of all who could sign. */
  private static void count(Call call, Subject subject, Epoch epoch, Result result) {
    AttesterStorage attesters = new AttesterStorage(call.storage());
    BigInteger seated = attesters.seated();
    BigInteger absent = BigInteger.ZERO;
    for (int seat = seated.getLowestSetBit(); seat >= 0; seat = Slashing.next(seated, seat)) {
      Address account = attesters.seat(seat);
      Attester it = attesters.attester(account);
      if (!it.answersFor(epoch.opened())) {
        continue;
      }
      Counts counts = attesters.counts(account);
      if (result.agreed().testBit(seat)) {
        attesters.set(account, counts.agreedOnce());
      } else if (result.disagreed().testBit(seat)) {
        attesters.set(account, counts.disagreedOnce());
      } else if (it.maySign(epoch.opened())) {
        attesters.set(account, counts.absentOnce());
        absent = absent.setBit(seat);
      }
    }
    call.emit(
        InfluenceAbi.ATTESTERS_COUNTED,
        subject.model(),
        subject.number(),
        result.agreed(),
        result.disagreed(),
        absent);
  }
}
