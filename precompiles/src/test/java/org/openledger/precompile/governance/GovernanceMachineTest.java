package org.openledger.precompile.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.tuple;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.governance.GovernanceFixture.CONTRACT;
import static org.openledger.precompile.governance.GovernanceFixture.SELF;
import static org.openledger.precompile.governance.GovernanceFixture.arguments;
import static org.openledger.precompile.governance.GovernanceFixture.hashed;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.governance.GovernanceBook.Paper;
import org.openledger.precompile.governance.GovernanceFixture.Action;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/** Random votes, moves of gOPEN, changes of the rules and time, beside a book in plain Java. */
class GovernanceMachineTest {

  private static final int STEPS = 200_000;
  private static final int ACCOUNTS = 8;
  private static final List<Parameter> RULES =
      List.of(
          Parameter.PROPOSAL_THRESHOLD,
          Parameter.VOTING_DELAY,
          Parameter.VOTING_PERIOD,
          Parameter.TIMELOCK,
          Parameter.PROPOSAL_GRACE,
          Parameter.QUORUM);
  private static final long[] STANDARD = {50, 3, 12, 6, 12, 1_000};

  private final TestNetwork network = new TestNetwork();
  private final GovernanceBook book = new GovernanceBook(ACCOUNTS, 1_000, STANDARD.clone());
  private SplittableRandom random = new SplittableRandom();
  private int numbers;
  private final int[] executed = new int[1];

  /** INV-GOV-01 to INV-GOV-04 and INV-GOV-06. */
  @Test
  void itAgreesWithTheBook() {
    long seed = Long.getLong("seed", 42);
    random = new SplittableRandom(seed);
    network.host.setBlockNumber(1_000);
    for (int i = 0; i < RULES.size(); i++) {
      set(RULES.get(i), wei(STANDARD[i]));
    }
    set(Parameter.TREASURY, SELF.toBigInteger());
    for (int step = 0; step < STEPS; step++) {
      try {
        step();
        if (step % 2_000 == 0) {
          compare();
        }
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", step " + step, e);
      }
    }
    compare();
    assertThat(executed[0]).isGreaterThan(200);
  }

  private void step() {
    switch (random.nextInt(24)) {
      case 0, 1 -> deposit(account());
      case 2, 3 -> transfer(account(), account());
      case 4 -> redeem(account());
      case 5 -> delegate(account(), account());
      case 6 -> propose(account());
      case 7 -> change();
      case 8 -> fund();
      case 9 -> check(book.cancel(paper(), account(last)), account(last), "cancel");
      case 10, 11 -> check(book.queue(paper()), 0, "queue");
      case 12, 13 -> execute();
      case 14, 15, 16 -> skip();
      default -> vote();
    }
  }

  private Paper chosen = new Paper(0, 0, 0, 0, 0, STANDARD);
  private int last;

  private int account() {
    last = random.nextInt(ACCOUNTS);
    return last;
  }

  /** The account of a call on the proposal that was chosen: mostly its proposer. */
  private int account(int other) {
    return other % 2 == 0 ? chosen.proposer : other;
  }

  /** One of the last proposals. */
  private Paper paper() {
    int count = book.papers.size();
    if (count > 0) {
      chosen = book.papers.get(count - 1 - random.nextInt(Math.min(count, 5)));
    }
    last = random.nextInt(ACCOUNTS);
    return chosen;
  }

  private static Address address(int account) {
    return TestNetwork.account(30 + account);
  }

  private void deposit(int account) {
    long amount = 1 + random.nextInt(100);
    network.pay(address(account), wei(amount), "Staking", "deposit");
    book.free[account] += amount;
  }

  private void transfer(int from, int to) {
    long amount = book.free[from] == 0 ? 0 : random.nextLong(book.free[from] + 1);
    network.send(address(from), "Staking", "transfer", address(to), amount);
    book.free[from] -= amount;
    book.free[to] += amount;
  }

  private void redeem(int account) {
    if (book.free[account] > 0) {
      long amount = 1 + random.nextLong(book.free[account]);
      network.send(address(account), "Staking", "redeem", amount);
      book.free[account] -= amount;
    }
  }

  private void delegate(int from, int to) {
    network.send(address(from), "Staking", "delegate", address(to));
    book.delegatee[from] = to;
  }

  private void propose(int proposer) {
    Paper paper =
        new Paper(
            ++numbers,
            proposer,
            random.nextInt(ACCOUNTS),
            random.nextInt(40),
            book.block,
            book.rules);
    String error = book.propose(proposer);
    if (error.isEmpty()) {
      network.send(address(proposer), CONTRACT, "propose", arguments(text(paper), action(paper)));
      book.papers.add(paper);
      if (book.papers.size() > 40) {
        book.papers.removeFirst();
      }
    } else {
      network.refuse(
          error, address(proposer), CONTRACT, "propose", arguments(text(paper), action(paper)));
    }
  }

  private static String text(Paper paper) {
    return "paper " + paper.number;
  }

  private static Action action(Paper paper) {
    return Action.of(CONTRACT, "spend", address(paper.payee), paper.amount);
  }

  private BigInteger id(Paper paper) {
    return network.read(CONTRACT, "hashProposal", hashed(text(paper), action(paper)));
  }

  private void check(String error, int account, String function) {
    if (book.papers.isEmpty()) {
      return;
    }
    Object[] arguments = hashed(text(chosen), action(chosen));
    if (error.isEmpty()) {
      network.send(address(account), CONTRACT, function, arguments);
    } else {
      network.refuse(error, address(account), CONTRACT, function, arguments);
    }
  }

  private void execute() {
    String error = book.execute(paper());
    check(error, 0, "execute");
    executed[0] += error.isEmpty() && !book.papers.isEmpty() ? 1 : 0;
  }

  private void vote() {
    Paper paper = paper();
    if (book.papers.isEmpty()) {
      return;
    }
    int support = random.nextInt(4) == 0 ? random.nextInt(3) : 1;
    int voter = random.nextInt(ACCOUNTS);
    String error = book.vote(paper, voter, support);
    Object[] arguments = {id(paper), support};
    if (error.isEmpty()) {
      Tuple weight = network.send(address(voter), CONTRACT, "castVote", arguments);
      assertThat(weight).isEqualTo(tuple(paper.weights[voter]));
    } else {
      network.refuse(error, address(voter), CONTRACT, "castVote", arguments);
    }
  }

  private void change() {
    int rule = random.nextInt(RULES.size());
    long value = Math.max(1, STANDARD[rule] + random.nextLong(-STANDARD[rule], STANDARD[rule]));
    set(RULES.get(rule), wei(value));
    book.rules[rule] = value;
  }

  private void set(Parameter parameter, BigInteger value) {
    network.send(TestNetwork.ADMIN, "System", "setParameter", parameter.key(), value);
  }

  private void fund() {
    long amount = random.nextInt(60);
    network.host.setBalance(SELF, UInt256.valueOf(amount));
    network.send(address(0), CONTRACT, "sweepSurplus");
    book.treasury += amount;
  }

  private void skip() {
    long blocks = random.nextInt(4) == 0 ? 1 + random.nextInt(8) : 1;
    book.skip(blocks);
    network.host.setBlockNumber(book.block);
  }

  private void compare() {
    for (Paper paper : book.papers) {
      BigInteger id = id(paper);
      assertThat(network.<Integer>read(CONTRACT, "state", id)).isEqualTo(book.state(paper).code());
      assertThat(network.send(address(0), CONTRACT, "proposalVotes", id))
          .isEqualTo(tuple(paper.tally[0], paper.tally[1], paper.tally[2]));
    }
    assertThat(network.<BigInteger>read(CONTRACT, "treasury")).isEqualTo(book.treasury);
    BigInteger owed = wei(book.treasury);
    for (int i = 0; i < ACCOUNTS; i++) {
      assertThat(network.creditOf(address(i))).isEqualTo(book.credit[i]);
      owed = owed.add(wei(book.credit[i]));
    }
    assertThat(network.<BigInteger>read("InferenceFees", "liabilities")).isEqualTo(owed);
    assertThat(network.host.balance(SELF).isZero()).isTrue();
  }
}
