package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.spending.AgentStatus;
import org.openledger.precompile.spending.AgentStorage;
import org.openledger.precompile.spending.Limits;
import org.openledger.precompile.spending.Policy;
import org.openledger.precompile.spending.Spent;

/**
 * What the wallets of agents pay. INV-AGENT-01: each wei counts against the agent's limits in the
 * call that takes it, and counts no more only if it comes back in the same period.
 */
final class AgentSpending {

  private AgentSpending() {}

  /**
   * Counts a payment for an inference, or for a reservation, if the payer is an agent's wallet.
   *
   * @return as what it was paid
   */
  static Spender count(Call call, Address payer, long model, BigInteger fee) {
    long agent = new AgentStorage(call.storage()).agentOf(payer);
    if (agent == 0) {
      return Spender.PLAIN;
    }
    require(call, agent, model, fee, fee, BigInteger.ZERO);
    Spent spent = add(call, agent, fee);
    report(call, agent, model, fee, spent);
    return new Spender(agent, spent.begin());
  }

  /**
   * Ends the call unless an agent may pay for an inference.
   *
   * @param fee what it costs
   * @param counted wei of it that count
   * @param back wei that will count no more before
   */
  static void require(
      Call call, long agent, long model, BigInteger fee, BigInteger counted, BigInteger back) {
    AgentStorage agents = new AgentStorage(call.storage());
    Policy policy = agents.policy(agent);
    Limits limits = policy.limits();
    Call.require(policy.status() == AgentStatus.ACTIVE, FeeAbi.AGENT_PAUSED, agent);
    boolean inTime = call.blockNumber() <= limits.expiry();
    Call.require(inTime, FeeAbi.AGENT_EXPIRED, agent, limits.expiry());
    boolean allowed = agents.allows(agent, policy, BigInteger.valueOf(model));
    Call.require(allowed, FeeAbi.MODEL_NOT_ALLOWED, agent, model);
    within(agent, limits.perInference(), fee);
    BigInteger before = spent(call, agent).inPeriod().subtract(back);
    within(agent, limits.perPeriod(), before.add(counted));
  }

  private static void within(long agent, BigInteger limit, BigInteger needed) {
    Call.require(needed.compareTo(limit) <= 0, FeeAbi.AGENT_LIMIT_EXCEEDED, agent, limit, needed);
  }

  /** Counts wei that an agent may spend. */
  static Spent add(Call call, long agent, BigInteger wei) {
    Spent spent = spent(call, agent).plus(wei);
    new AgentStorage(call.storage()).setSpent(agent, spent);
    return spent;
  }

  /** Tells what one call has counted. */
  static void report(Call call, long agent, long model, BigInteger wei, Spent spent) {
    call.emit(FeeAbi.AGENT_SPENT, agent, model, wei, spent.begin(), spent.inPeriod());
  }

  /** What an agent has spent, as of this block. */
  static Spent spent(Call call, long agent) {
    AgentStorage agents = new AgentStorage(call.storage());
    long periodBlocks = agents.policy(agent).limits().periodBlocks();
    return agents.spent(agent).at(call.blockNumber(), periodBlocks);
  }

  /** Whether what a reservation gives back goes to the payer's deposit; else to an owner. */
  static boolean returnsToPayer(Call call, Address payer, Spender by) {
    return !by.isAgent() || new AgentStorage(call.storage()).agentOf(payer) == by.agent();
  }

  /** How many of the wei that a reservation gives back count no more. */
  static BigInteger uncounted(Call call, Spender by, BigInteger wei) {
    boolean now = by.isAgent() && spent(call, by.agent()).begin() == by.period();
    return now ? wei : BigInteger.ZERO;
  }

  /** Gives back what an agent's reservation held, or a part of it. */
  static void giveBack(Call call, Address payer, long model, Spender by, BigInteger wei) {
    AgentStorage agents = new AgentStorage(call.storage());
    long agent = by.agent();
    BigInteger uncounted = uncounted(call, by, wei);
    agents.setSpent(agent, spent(call, agent).minus(wei, uncounted));
    Address owner = Address.ZERO;
    Ledger ledger = new Ledger(call.storage());
    if (returnsToPayer(call, payer, by)) {
      ledger.setDeposit(payer, ledger.deposit(payer).plus(wei));
    } else {
      // INV-AGENT-03: the agent was revoked since; its wallet may be anybody's now.
      owner = agents.owner(agent);
      ledger.credit(ledger.register(owner), wei);
    }
    call.emit(FeeAbi.AGENT_REFUNDED, agent, model, owner, wei, uncounted);
  }
}
