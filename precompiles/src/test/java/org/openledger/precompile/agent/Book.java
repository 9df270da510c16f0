package org.openledger.precompile.agent;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.precompile.host.Address;

/** What agents, wallets and owners should have and be told, in plain Java. */
final class Book {

  /** An agent. */
  static final class Agent {
    final Address wallet;
    Address owner;
    boolean bound;
    boolean paused;
    boolean revoked;
    long perInference;
    long perPeriod;
    long periodBlocks;
    long expiry;
    long onlyModel; // 0: any.
    long origin;
    long total;

    /** All that was ever counted: first block of its period, wei. */
    final SortedMap<Long, Long> periods = new TreeMap<>();

    Agent(Address owner, Address wallet) {
      this.owner = owner;
      this.wallet = wallet;
    }

    long begin(long block) {
      return origin + (block - origin) / periodBlocks * periodBlocks;
    }

    long spent(long block) {
      return periods.getOrDefault(begin(block), 0L);
    }
  }

  /** A reservation, with the agent that paid it, if any. */
  record Reserved(
      Address payer,
      long model,
      long request,
      long amount,
      long deadline,
      long agent,
      long period) {}

  final SortedMap<Long, Agent> agents = new TreeMap<>();
  final SortedMap<Address, Long> wallets = new TreeMap<>();
  final SortedMap<Address, Long> deposits = new TreeMap<>();
  final SortedMap<Address, Long> credits = new TreeMap<>();
  final SortedMap<Long, Reserved> reservations = new TreeMap<>();

  /** The agent of a wallet; 0: none. */
  long agentOf(Address wallet) {
    return wallets.getOrDefault(wallet, 0L);
  }

  long deposit(Address account) {
    return deposits.getOrDefault(account, 0L);
  }

  void addDeposit(Address account, long wei) {
    deposits.merge(account, wei, Long::sum);
  }

  void addCredit(Address account, long wei) {
    credits.merge(account, wei, Long::sum);
  }

  /** The error that an agent's payment ends with; empty if it passes. */
  String refusal(Address payer, long model, long fee, long uncounted, long block) {
    long id = agentOf(payer);
    if (id == 0) {
      return "";
    }
    Agent agent = agents.get(id);
    if (agent.paused) {
      return "AgentPaused";
    }
    if (block > agent.expiry) {
      return "AgentExpired";
    }
    if (agent.onlyModel != 0 && agent.onlyModel != model) {
      return "ModelNotAllowed";
    }
    boolean within =
        fee <= agent.perInference && agent.spent(block) - uncounted + fee <= agent.perPeriod;
    return within ? "" : "AgentLimitExceeded";
  }

  void count(Address payer, long fee, long block) {
    long id = agentOf(payer);
    if (id != 0) {
      Agent agent = agents.get(id);
      agent.periods.merge(agent.begin(block), fee, Long::sum);
      agent.total += fee;
    }
  }

  /** Wei that count no more once a reservation gives some back. */
  long uncounted(Reserved held, long wei, long block) {
    boolean same = held.agent() != 0 && agents.get(held.agent()).begin(block) == held.period();
    return same ? wei : 0;
  }

  void giveBack(Reserved held, long wei, long block) {
    if (held.agent() == 0) {
      addDeposit(held.payer(), wei);
      return;
    }
    Agent agent = agents.get(held.agent());
    long uncounted = uncounted(held, wei, block);
    if (uncounted > 0) {
      agent.periods.merge(held.period(), -uncounted, Long::sum);
    }
    agent.total -= wei;
    if (agent.revoked) {
      addCredit(agent.owner, wei);
    } else {
      addDeposit(held.payer(), wei);
    }
  }

  BigInteger owed() {
    long sum = 0;
    for (SortedMap<Address, Long> map : List.of(deposits, credits)) {
      sum += map.values().stream().mapToLong(Long::longValue).sum();
    }
    sum += reservations.values().stream().mapToLong(Reserved::amount).sum();
    return BigInteger.valueOf(sum);
  }
}
