package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.spending.AgentStorage;

/**
 * What a batch may take of a payer's, and has taken: first what he has pledged to the model, then
 * his deposit. INV-FEE-06: never more than the permit's limit. INV-AGENT-01: what an agent's wallet
 * pays out of its deposit counts item by item, in sum.
 */
final class Purse {

  private final Call call;
  private final long model;
  private final Address payer;
  private final BigInteger limit;
  private final Holding pledge;
  private final long agent;
  private BigInteger deposit;
  private BigInteger spent = BigInteger.ZERO;

  Purse(Call call, long model, Permit permit) {
    this.call = call;
    this.model = model;
    this.payer = permit.payer();
    this.limit = permit.limit();
    this.pledge = new FeeStorage(call.storage()).pledge(payer, model);
    Holding prepaid = new Ledger(call.storage()).deposit(payer);
    this.deposit = prepaid.amount();
    this.agent = prepaid.isLocked() ? new AgentStorage(call.storage()).agentOf(payer) : 0;
  }

  /**
   * Ends the call unless a fee can be paid.
   *
   * @param more wei that will have come to the deposit before
   * @param back wei of them that will count no more against an agent's limits
   */
  void require(BigInteger fee, BigInteger more, BigInteger back) {
    BigInteger left = limit.subtract(spent);
    Call.require(fee.compareTo(left) <= 0, FeeAbi.LIMIT_EXCEEDED, fee, left);
    BigInteger rest = pledge.amount().add(deposit).add(more).subtract(spent);
    Call.require(fee.compareTo(rest) <= 0, FeeAbi.INSUFFICIENT_DEPOSIT, rest, fee);
    BigInteger counted = ofDeposit(spent.add(fee)).subtract(ofDeposit(spent));
    if (agent != 0 && counted.signum() > 0) {
      AgentSpending.require(call, agent, model, fee, counted, back);
    }
  }

  /** What of a sum the pledge does not pay: gateways have served on it, so no limit holds it up. */
  private BigInteger ofDeposit(BigInteger sum) {
    return sum.subtract(pledge.amount()).max(BigInteger.ZERO);
  }

  /** Counts wei that came to the deposit. */
  void add(BigInteger amount) {
    deposit = deposit.add(amount);
  }

  /** Counts a fee that can be paid as spent. */
  void spend(BigInteger fee) {
    BigInteger counted = ofDeposit(spent.add(fee)).subtract(ofDeposit(spent));
    if (agent != 0 && counted.signum() > 0) {
      AgentSpending.add(call, agent, counted);
    }
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
    BigInteger prepaid = spent.subtract(pledged);
    if (Deposits.spend(call, payer, prepaid)) {
      AgentSpending.report(call, agent, model, prepaid, AgentSpending.spent(call, agent));
    }
    return pledged;
  }
}
