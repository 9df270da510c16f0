package org.openledger.precompile.influence;

import java.math.BigInteger;
import org.openledger.precompile.coin.Handover;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * Slashes by rule: attesterSlash of the bond, half of it, rounded down, to whoever showed the
 * wrong, the rest to the treasury. INV-INF-06: only a signature over weights that were overturned,
 * or over two lists of weights for one round, is slashed; each once.
 */
final class Slashing {

  private static final BigInteger WHOLE = BigInteger.valueOf(10_000);

  private Slashing() {}

  /** Slashes all seats that answer for an epoch; wei in all. */
  static BigInteger slash(
      Call call, Subject subject, BigInteger seats, long opened, Address shower) {
    AttesterStorage attesters = new AttesterStorage(call.storage());
    BigInteger toShower = BigInteger.ZERO;
    BigInteger sum = BigInteger.ZERO;
    for (int seat = seats.getLowestSetBit(); seat >= 0; seat = next(seats, seat)) {
      Address account = attesters.seat(seat);
      Attester it = attesters.attester(account);
      if (it.answersFor(opened)) {
        BigInteger amount = take(call, subject, account, it, shower);
        sum = sum.add(amount);
        toShower = toShower.add(amount.shiftRight(1));
      }
    }
    Vault.credit(call, subject, shower, toShower);
    Vault.credit(call, subject, Handover.treasury(call), sum.subtract(toShower));
    return sum;
  }

  /** The next seat of a set; negative: none. */
  static int next(BigInteger seats, int seat) {
    BigInteger rest = seats.shiftRight(seat + 1);
    return rest.signum() == 0 ? -1 : seat + 1 + rest.getLowestSetBit();
  }

  private static BigInteger take(
      Call call, Subject subject, Address account, Attester it, Address shower) {
    SystemStorage system = new SystemStorage(call.storage());
    BigInteger amount =
        it.bond().multiply(system.parameter(Parameter.ATTESTER_SLASH)).divide(WHOLE);
    AttesterStorage attesters = new AttesterStorage(call.storage());
    Attester rest = it.withBond(it.bond().subtract(amount));
    attesters.set(account, rest);
    attesters.set(account, attesters.counts(account).slashedOnce());
    call.emit(
        InfluenceAbi.ATTESTER_SLASHED, account, subject.model(), subject.number(), amount, shower);
    BigInteger least = system.parameter(Parameter.MIN_ATTESTER_BOND);
    if (rest.is(AttesterState.ACTIVE) && rest.bond().compareTo(least) < 0) {
      Attesters.suspend(call, account, rest);
    }
    return amount;
  }
}
