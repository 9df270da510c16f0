package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** What a serving bond pays for a receipt that was proved wrong. INV-FEE-08: once a request. */
final class Penalties {

  private Penalties() {}

  /** Ends the call unless a request was settled and nothing proved of it yet. */
  static void requireOpen(Call call, Nonce request) {
    FeeStorage fees = new FeeStorage(call.storage());
    Call.require(fees.isSettled(request), FeeAbi.NOT_SETTLED, request.payer(), request.number());
    Call.require(!fees.isProved(request), FeeAbi.ALREADY_PROVED, request.payer(), request.number());
  }

  /**
   * Pays half to the payer and half to those who lost, in proportion; where nobody did, to the
   * treasury.
   *
   * @param event of the proof
   * @return wei
   */
  static BigInteger pay(Call call, long model, Nonce request, Gains gains, AbiEvent event) {
    SystemStorage system = new SystemStorage(call.storage());
    FeeStorage fees = new FeeStorage(call.storage());
    Ledger ledger = new Ledger(call.storage());
    fees.setProved(request);
    Holding bond = fees.bond(model);
    BigInteger penalty = system.parameter(Parameter.UNDER_REPORTING_PENALTY).min(bond.amount());
    Call.require(penalty.signum() > 0, FeeAbi.BOND_TOO_SMALL, model, bond.amount(), BigInteger.ONE);
    fees.setBond(model, bond.minus(penalty));
    BigInteger half = penalty.shiftRight(1);
    BigInteger rest = penalty.subtract(half);
    ledger.credit(ledger.register(request.payer()), half);
    if (gains.isEmpty()) {
      Address treasury = system.parameterAddress(Parameter.TREASURY);
      ledger.credit(ledger.register(treasury), rest);
      call.emit(FeeAbi.PENALTY_PAID, model, treasury, request.number(), rest);
    } else {
      share(call, model, request, gains, rest);
    }
    call.emit(event, model, request.payer(), request.number(), half, rest);
    return penalty;
  }

  private static void share(Call call, long model, Nonce request, Gains gains, BigInteger amount) {
    Ledger ledger = new Ledger(call.storage());
    Payouts payouts = new Payouts();
    BigInteger[] shares = Split.byLargestRemainder(amount, gains.units());
    for (int i = 0; i < shares.length; i++) {
      payouts.add(gains.accounts()[i], shares[i]);
      if (shares[i].signum() > 0) {
        Address account = ledger.account(gains.accounts()[i]);
        call.emit(FeeAbi.PENALTY_PAID, model, account, request.number(), shares[i]);
      }
    }
    payouts.write(ledger);
  }
}
