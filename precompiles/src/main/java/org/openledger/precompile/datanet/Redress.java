package org.openledger.precompile.datanet;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;
import org.openledger.precompile.system.SystemStorage;

/**
 * What happens to a contribution besides its review: commons texts, take-down, and the end of its
 * bond. INV-DAT-08: whatever has lost its payee never gets one again.
 */
final class Redress {

  private static final AbiEvent MARKED_COMMONS = Guards.ABI.event("MarkedCommons");
  private static final AbiEvent TAKEN_DOWN = Guards.ABI.event("TakenDown");
  private static final AbiEvent BOND_SLASHED = Guards.ABI.event("BondSlashed");
  private static final AbiEvent BOND_RELEASED = Guards.ABI.event("BondReleased");
  private static final AbiError NOT_CONTRIBUTOR = Guards.ABI.error("NotContributor");
  private static final AbiError TAKE_DOWN_NOT_ALLOWED = Guards.ABI.error("TakeDownNotAllowed");
  private static final AbiError BOND_NOT_HELD = Guards.ABI.error("BondNotHeld");
  private static final AbiError WRONG_BENEFICIARY = Guards.ABI.error("WrongBeneficiary");
  private static final AbiError BOND_LOCKED = Guards.ABI.error("BondLocked");

  private Redress() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutateVoid("markCommons", Redress::markCommons)
        .mutateVoid("takeDown", Redress::takeDown)
        .mutateVoid("slash", Redress::slash)
        .mutate("releaseBond", Redress::releaseBond);
  }

  private static ContributionStorage contributions(Call call) {
    return new ContributionStorage(call.storage());
  }

  static long bondLock(Call call) {
    return new SystemStorage(call.storage()).parameterLong(Parameter.BOND_LOCK);
  }

  /**
   * The first block in which the bond of what is judged now can be released; 0: there is none.
   * INV-DAT-11: fixed now, whatever the lock is later.
   */
  static long releaseBlock(Call call, Contribution it) {
    return it.bondState() == BondState.HELD ? call.blockNumber() + bondLock(call) : 0;
  }

  private static void markCommons(Call call) {
    long id = Guards.contribution(call);
    Guards.only(call, Role.GOVERNOR);
    Contribution it = contributions(call).contribution(id);
    require(it.status() == Status.ACCEPTED, id, it);
    Call.require(it.standing() == Standing.PAID, Guards.WRONG_STANDING, id, it.standing().code());
    unpaid(call, id, it.unpaid(Standing.COMMONS));
    call.emit(MARKED_COMMONS, id, call.word(1));
  }

  private static void takeDown(Call call) {
    long id = Guards.contribution(call);
    Contribution it = contributions(call).contribution(id);
    boolean allowed =
        it.contributor().equals(call.sender())
            || (it.sealedIn() == 0 && Guards.isOwner(call, it.datanet()))
            || Guards.isGovernor(call);
    Call.require(allowed, TAKE_DOWN_NOT_ALLOWED, id, call.sender());
    require(it.status() == Status.PENDING || it.status() == Status.ACCEPTED, id, it);
    Call.require(
        it.standing().code() < Standing.TAKEN_DOWN.code(),
        Guards.WRONG_STANDING,
        id,
        it.standing().code());
    // Nobody will judge it any more: the time of its bond runs from now on.
    long release = it.status() == Status.PENDING ? releaseBlock(call, it) : it.releaseBlock();
    unpaid(call, id, it.judged(it.status(), Standing.TAKEN_DOWN, 0, release));
    call.emit(TAKEN_DOWN, id, call.sender(), call.word(1));
  }

  private static void slash(Call call) {
    long id = Guards.contribution(call);
    Guards.only(call, Role.GOVERNOR);
    Address beneficiary = call.address(1);
    Bytes32 evidence = call.word(2);
    requirePayable(call, beneficiary);
    Contribution it = contributions(call).contribution(id);
    Call.require(mayGain(call, it, beneficiary), WRONG_BENEFICIARY, id, beneficiary);
    // What can still be revealed nobody can judge yet.
    require(it.status() != Status.COMMITTED || it.hasLapsed(call.blockNumber()), id, it);
    BigInteger amount = held(call, id, it);
    unpaid(call, id, it.unpaid(Standing.SLASHED).bonded(BondState.SLASHED));
    Escrow.release(call, beneficiary, amount);
    call.emit(BOND_SLASHED, id, beneficiary, amount, evidence);
  }

  /** No native contract but where it is the network's treasury: Governance spends by votes. */
  private static void requirePayable(Call call, Address beneficiary) {
    boolean treasury =
        NativeAddress.contains(beneficiary)
            && beneficiary.equals(
                new SystemStorage(call.storage()).parameterAddress(Parameter.TREASURY));
    if (!treasury) {
      Guards.payable(beneficiary);
    }
  }

  /**
   * Not who decides: he would gain by it. Nor the contributor: his bond would be free before its
   * time. The network's treasury may be a governor's account, as that of its governance is.
   */
  private static boolean mayGain(Call call, Contribution it, Address beneficiary) {
    SystemStorage system = new SystemStorage(call.storage());
    return !beneficiary.equals(it.contributor())
        && (!system.hasRole(Role.GOVERNOR.id(), beneficiary)
            || beneficiary.equals(system.parameterAddress(Parameter.TREASURY)));
  }

  private static Tuple releaseBond(Call call) {
    long id = Guards.contribution(call);
    Contribution it = contributions(call).contribution(id);
    Call.require(it.contributor().equals(call.sender()), NOT_CONTRIBUTOR, id, call.sender());
    BigInteger amount = held(call, id, it);
    long release = it.releaseBlock();
    require(release != 0, id, it);
    Call.require(call.blockNumber() >= release, BOND_LOCKED, id, release);
    contributions(call).set(id, it.bonded(BondState.RELEASED));
    Escrow.release(call, it.contributor(), amount);
    call.emit(BOND_RELEASED, id, it.contributor(), amount);
    return AbiValues.tuple(amount);
  }

  /** INV-DAT-09: a bond leaves the escrow once. */
  private static BigInteger held(Call call, long id, Contribution it) {
    Call.require(it.bondState() == BondState.HELD, BOND_NOT_HELD, id, it.bondState().code());
    return contributions(call).bond(id);
  }

  private static void unpaid(Call call, long id, Contribution it) {
    contributions(call).set(id, it);
    new DatanetStorage(call.storage()).setPayee(id, DatanetStorage.NOBODY);
  }

  private static void require(boolean condition, long id, Contribution it) {
    Call.require(condition, Guards.WRONG_STATUS, id, it.status().code());
  }
}
