package org.openledger.precompile.agent;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.coin.Handover;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Ledger;

/**
 * Coins of agents, all of which InferenceFees holds and owes: the budget is the wallet's deposit.
 * INV-AGENT-03: what a wallet has there while it is an agent's leaves it by payments within the
 * limits, or to the owner's credit.
 */
final class Budget {

  private Budget() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutateVoid("fund", Budget::fund)
        .mutateVoid("reclaim", Budget::reclaim)
        .mutate("collectEarnings", Budget::collectEarnings)
        .mutate("sweepSurplus", Budget::sweepSurplus)
        .view("surplus", call -> AbiValues.tuple(call.balance()));
  }

  private static void fund(Call call) {
    long agent = Guards.known(call);
    Guards.requireBound(call, agent);
    BigInteger amount = call.value();
    Call.require(amount.signum() > 0, AgentAbi.ZERO_AMOUNT);
    Address wallet = Guards.agents(call).wallet(agent);
    Ledger ledger = new Ledger(call.storage());
    Holding deposit = ledger.deposit(wallet);
    // What is reserved may come back.
    atMost(deposit.amount().add(ledger.reserved(wallet)).add(amount), Holding.MAX);
    Handover.toFees(call, amount, Budget::atMost);
    ledger.setDeposit(wallet, deposit.plus(amount));
    call.emit(AgentAbi.AGENT_FUNDED, agent, call.sender(), amount);
  }

  private static void reclaim(Call call) {
    long agent = Guards.own(call);
    Guards.requireBound(call, agent);
    BigInteger amount = call.number(1);
    Call.require(amount.signum() > 0, AgentAbi.ZERO_AMOUNT);
    BigInteger budget = new Ledger(call.storage()).deposit(wallet(call, agent)).amount();
    Call.require(amount.compareTo(budget) <= 0, AgentAbi.INSUFFICIENT_BUDGET, budget, amount);
    take(call, agent, amount);
  }

  private static Tuple collectEarnings(Call call) {
    long agent = Guards.own(call);
    Guards.requireBound(call, agent);
    return AbiValues.tuple(collect(call, agent));
  }

  /** Takes all from a wallet that is to be a plain account again. */
  static void empty(Call call, long agent, Address wallet) {
    Ledger ledger = new Ledger(call.storage());
    BigInteger budget = ledger.deposit(wallet).amount();
    if (budget.signum() > 0) {
      take(call, agent, budget);
    }
    collect(call, agent);
    ledger.setDeposit(wallet, Holding.EMPTY);
  }

  private static void take(Call call, long agent, BigInteger amount) {
    Ledger ledger = new Ledger(call.storage());
    Address wallet = wallet(call, agent);
    ledger.setDeposit(wallet, ledger.deposit(wallet).minus(amount));
    Address owner = Guards.agents(call).owner(agent);
    ledger.credit(ledger.register(owner), amount);
    call.emit(AgentAbi.BUDGET_RECLAIMED, agent, owner, amount);
  }

  private static BigInteger collect(Call call, long agent) {
    Ledger ledger = new Ledger(call.storage());
    Address wallet = wallet(call, agent);
    long number = ledger.number(wallet);
    BigInteger amount = ledger.balance(number);
    if (amount.signum() > 0) {
      Address owner = Guards.agents(call).owner(agent);
      ledger.clear(number);
      ledger.credit(ledger.register(owner), amount);
      call.emit(AgentAbi.EARNINGS_COLLECTED, agent, owner, wallet, amount);
    }
    return amount;
  }

  private static Tuple sweepSurplus(Call call) {
    return Handover.sweep(call, call.balance(), AgentAbi.SURPLUS_SWEPT, Budget::atMost);
  }

  private static void atMost(BigInteger amount, BigInteger limit) {
    Call.require(amount.compareTo(limit) <= 0, AgentAbi.TOO_MANY_COINS, amount, limit);
  }

  private static Address wallet(Call call, long agent) {
    return Guards.agents(call).wallet(agent);
  }
}
