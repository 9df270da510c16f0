package org.openledger.precompile.influence;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;
import org.openledger.precompile.system.SystemStorage;

/**
 * Who signs, under which bond. INV-INF-04: a bond leaves only when no result that its attester can
 * have signed is open, however the parameters change.
 */
final class Attesters {

  private Attesters() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutateVoid("register", Attesters::register)
        .mutate("leave", Attesters::leave)
        .mutate("withdrawBond", Attesters::withdrawBond)
        .mutateVoid("suspend", Attesters::suspend);
  }

  static boolean isAppointed(Call call, Address account) {
    return new SystemStorage(call.storage()).hasRole(Role.ATTESTER.id(), account);
  }

  private static void register(Call call) {
    Address account = call.sender();
    Call.require(
        isAppointed(call, account), InfluenceAbi.UNAUTHORIZED, account, Role.ATTESTER.id());
    AttesterStorage attesters = new AttesterStorage(call.storage());
    Attester it = attesters.attester(account);
    requireState(account, it, !it.is(AttesterState.LEAVING));
    BigInteger value = call.value();
    // Without coins it only makes sense for one who was suspended and has his role back.
    Call.require(value.signum() > 0 || it.is(AttesterState.SUSPENDED), InfluenceAbi.ZERO_AMOUNT);
    BigInteger bond = it.bond().add(value);
    Vault.atMost(bond, Attester.MAX_BOND);
    BigInteger least = new SystemStorage(call.storage()).parameter(Parameter.MIN_ATTESTER_BOND);
    Call.require(bond.compareTo(least) >= 0, InfluenceAbi.BOND_TOO_SMALL, bond, least);
    Vault.owe(call, value);
    Attester bonded = it.withBond(bond);
    if (value.signum() > 0) {
      call.emit(InfluenceAbi.ATTESTER_BOND_DEPOSITED, account, value, bond);
    }
    if (it.is(AttesterState.ACTIVE)) {
      attesters.set(account, bonded);
    } else {
      activate(call, account, bonded);
    }
  }

  private static void activate(Call call, Address account, Attester it) {
    AttesterStorage attesters = new AttesterStorage(call.storage());
    int seat = it.seat();
    if (seat == 0) {
      long limit = new SystemStorage(call.storage()).parameterLong(Parameter.MAX_ATTESTERS);
      BigInteger seated = attesters.seated();
      seat = 1;
      while (seated.testBit(seat)) {
        seat++;
      }
      Call.require(seat <= limit, InfluenceAbi.TOO_MANY_ATTESTERS, limit);
      attesters.take(seat, account);
    }
    attesters.set(account, it.activated(seat, call.blockNumber()));
    attesters.setActive(attesters.active() + 1);
    call.emit(InfluenceAbi.ATTESTER_ACTIVATED, account, (long) seat);
  }

  private static Tuple leave(Call call) {
    AttesterStorage attesters = new AttesterStorage(call.storage());
    Address account = call.sender();
    Attester it = attesters.attester(account);
    requireState(account, it, it.is(AttesterState.ACTIVE) || it.is(AttesterState.SUSPENDED));
    if (it.is(AttesterState.ACTIVE)) {
      attesters.setActive(attesters.active() - 1);
    }
    long delay = new SystemStorage(call.storage()).parameterLong(Parameter.ATTESTER_DELAY);
    // Whatever it has signed was submitted before now: from now on its signature does not count.
    long unlock = Math.max(call.blockNumber() + delay, attesters.liableUntil());
    attesters.set(account, it.leaving(unlock));
    call.emit(InfluenceAbi.ATTESTER_LEFT, account, unlock);
    return AbiValues.tuple(unlock);
  }

  private static Tuple withdrawBond(Call call) {
    AttesterStorage attesters = new AttesterStorage(call.storage());
    Address account = call.sender();
    Attester it = attesters.attester(account);
    requireState(account, it, it.is(AttesterState.LEAVING));
    Call.require(
        call.blockNumber() >= it.unlockBlock(),
        InfluenceAbi.TOO_EARLY,
        it.unlockBlock(),
        call.blockNumber());
    attesters.free(it.seat());
    attesters.set(account, Attester.NONE);
    Vault.owe(call, it.bond().negate());
    call.pay(account, it.bond());
    call.emit(InfluenceAbi.ATTESTER_BOND_WITHDRAWN, account, it.bond());
    return AbiValues.tuple(it.bond());
  }

  private static void suspend(Call call) {
    Address account = call.address(0);
    Attester it = new AttesterStorage(call.storage()).attester(account);
    boolean due = it.is(AttesterState.ACTIVE) && !isAppointed(call, account);
    requireState(account, it, due);
    suspend(call, account, it);
  }

  /** Ends an active attester's signing until its bond and its role suffice again. */
  static void suspend(Call call, Address account, Attester it) {
    AttesterStorage attesters = new AttesterStorage(call.storage());
    attesters.set(account, it.suspended());
    attesters.setActive(attesters.active() - 1);
    call.emit(InfluenceAbi.ATTESTER_SUSPENDED, account);
  }

  private static void requireState(Address account, Attester it, boolean allowed) {
    Call.require(allowed, InfluenceAbi.WRONG_ATTESTER_STATE, account, it.state().code());
  }
}
