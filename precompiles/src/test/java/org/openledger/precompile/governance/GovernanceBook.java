package org.openledger.precompile.governance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What votes, proposals and the treasury should be: in plain numbers, all of it kept. */
final class GovernanceBook {

  /** A proposal to pay somebody out of the treasury. */
  static final class Paper {
    final int number;
    final int proposer;
    final int payee;
    final long amount;
    final long start;
    final long deadline;
    final long[] rules;
    final long[] tally = new long[3];
    final Set<Integer> voted = new TreeSet<>();
    long[] weights = new long[0];
    long supply;
    long eta;
    boolean canceled;
    boolean executed;

    Paper(int number, int proposer, int payee, long amount, long block, long[] rules) {
      this.number = number;
      this.proposer = proposer;
      this.payee = payee;
      this.amount = amount;
      this.rules = rules.clone();
      this.start = block + rules[DELAY];
      this.deadline = start + rules[PERIOD];
    }
  }

  static final int THRESHOLD = 0;
  static final int DELAY = 1;
  static final int PERIOD = 2;
  static final int TIMELOCK = 3;
  static final int GRACE = 4;
  static final int QUORUM = 5;

  final long[] rules;
  final long[] free;
  final int[] delegatee;
  final long[] credit;
  final List<Paper> papers = new ArrayList<>();
  long treasury;
  long block;
  private long[] before;

  GovernanceBook(int accounts, long block, long... rules) {
    this.rules = rules;
    this.free = new long[accounts];
    this.delegatee = new int[accounts];
    this.credit = new long[accounts];
    this.before = new long[accounts];
    this.block = block;
    Arrays.fill(delegatee, -1);
  }

  private long[] votes() {
    long[] votes = new long[free.length];
    for (int i = 0; i < free.length; i++) {
      if (delegatee[i] >= 0) {
        votes[delegatee[i]] += free[i];
      }
    }
    return votes;
  }

  /** Ends so many blocks. */
  void skip(long blocks) {
    long[] now = votes();
    for (Paper paper : papers) {
      if (paper.start >= block && paper.start < block + blocks) {
        paper.weights = now;
        paper.supply = Arrays.stream(free).sum();
      }
    }
    before = now;
    block += blocks;
  }

  /** The error that a proposal by somebody ends in; empty: none. */
  String propose(int proposer) {
    return before[proposer] < rules[THRESHOLD] ? "GovernorInsufficientProposerVotes" : "";
  }

  ProposalState state(Paper paper) {
    if (paper.executed) {
      return ProposalState.EXECUTED;
    }
    if (paper.canceled) {
      return ProposalState.CANCELED;
    }
    if (block <= paper.start) {
      return ProposalState.PENDING;
    }
    if (block <= paper.deadline) {
      return ProposalState.ACTIVE;
    }
    if (paper.eta > 0) {
      boolean over = block > paper.eta + paper.rules[GRACE];
      return over ? ProposalState.EXPIRED : ProposalState.QUEUED;
    }
    long quorum = paper.supply * paper.rules[QUORUM] / 10_000;
    boolean passed = paper.tally[1] > paper.tally[0] && paper.tally[1] + paper.tally[2] >= quorum;
    if (!passed) {
      return ProposalState.DEFEATED;
    }
    boolean over = block > paper.deadline + paper.rules[GRACE];
    return over ? ProposalState.EXPIRED : ProposalState.SUCCEEDED;
  }

  String vote(Paper paper, int voter, int support) {
    if (state(paper) != ProposalState.ACTIVE) {
      return "GovernorUnexpectedProposalState";
    }
    if (!paper.voted.add(voter)) {
      return "GovernorAlreadyCastVote";
    }
    paper.tally[support] += paper.weights[voter];
    return "";
  }

  String queue(Paper paper) {
    if (state(paper) != ProposalState.SUCCEEDED) {
      return "GovernorUnexpectedProposalState";
    }
    paper.eta = block + paper.rules[TIMELOCK];
    return "";
  }

  String execute(Paper paper) {
    if (state(paper) != ProposalState.QUEUED) {
      return "GovernorUnexpectedProposalState";
    }
    if (block < paper.eta) {
      return "GovernorUnmetDelay";
    }
    if (paper.amount > treasury) {
      return "InsufficientTreasury";
    }
    paper.executed = true;
    treasury -= paper.amount;
    credit[paper.payee] += paper.amount;
    return "";
  }

  String cancel(Paper paper, int account) {
    if (state(paper) != ProposalState.PENDING || account != paper.proposer) {
      return "GovernorUnableToCancel";
    }
    paper.canceled = true;
    return "";
  }
}
