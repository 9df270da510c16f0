package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Ledger;

/**
 * What a batch may take of a payer's, and has taken: first what he has pledged to the model, then
 * his deposit. INV-FEE-06: never more than the permit's limit.
 */
final class Purse {

  private final Call call;
  private final long model;
  private final Address payer;
  private final BigInteger limit;
  private final Holding pledge;
  private BigInteger deposit;
  private BigInteger spent = BigInteger.ZERO;

  Purse(Call call, long model, Permit permit) {
    this.call = call;
    this.model = model;
    this.payer = permit.payer();
    this.limit = permit.limit();
    this.pledge = new FeeStorage(call.storage()).pledge(payer, model);
    this.deposit = new Ledger(call.storage()).deposit(payer).amount();
  }

  /**
   * Ends the call unless a fee can be paid.
   *
   * @param more wei that will have come to the deposit before
   */
  void require(BigInteger fee, BigInteger more) {
    BigInteger left = limit.subtract(spent);
    Call.require(fee.compareTo(left) <= 0, FeeAbi.LIMIT_EXCEEDED, fee, left);
    BigInteger rest = pledge.amount().add(deposit).add(more).subtract(spent);
    Call.require(fee.compareTo(rest) <= 0, FeeAbi.INSUFFICIENT_DEPOSIT, rest, fee);
  }

  /** Counts wei that came to the deposit. */
  void add(BigInteger amount) {
    deposit = deposit.add(amount);
  }

  /** Counts a fee that can be paid as spent. */
  void spend(BigInteger fee) {
    spent = spent.add(fee);
  }

  /** Wei spent. */
  BigInteger spent() {
    return spent;
  }

  /** Writes what was spent; says how much of it was pledged. */
  BigInteger close() {
    BigInteger pledged = spent.min(pledge.amount());
    if (pledged.signum() > 0) {
      new FeeStorage(call.storage()).setPledge(payer, model, pledge.minus(pledged));
    }
    Deposits.spend(call, payer, spent.subtract(pledged));
    return pledged;
  }
}
