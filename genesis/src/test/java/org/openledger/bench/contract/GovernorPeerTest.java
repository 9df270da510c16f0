package org.openledger.bench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.esaulpaugh.headlong.abi.Tuple;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** Governance and Staking beside OpenZeppelin's Governor and Votes, on Besu's EVM. */
class GovernorPeerTest {

  private static final long SEED = 28;
  private static final int STEPS = 1_500;
  private static final long DELAY = 5;
  private static final long PERIOD = 12;
  private static final long TIMELOCK = 6;
  private static final long QUORUM = 3_000;
  private static final long THRESHOLD = 1_000;
  private static final List<Address> ACCOUNTS =
      List.of(
          BenchNetwork.account(20),
          BenchNetwork.account(21),
          BenchNetwork.account(22),
          BenchNetwork.account(23),
          BenchNetwork.account(24));
  private static final Address SELF = NativeAddress.GOVERNANCE.address();

  private BenchNetwork ours;
  private BesuEvm evm;
  private GovernorPeer theirs;
  private long block = 1_000;
  private long lastGas;
  private long lastPeerGas;

  @BeforeEach
  void besuIsThere() throws IOException {
    Optional<BesuEvm> found = BesuEvm.find();
    assumeTrue(found.isPresent(), "the peer runs on Besu's EVM: set BESU_HOME, see README.md");
    evm = found.orElseThrow();
    for (Address account : ACCOUNTS) {
      evm.fund(account, BigInteger.ONE);
    }
    theirs = new GovernorPeer(evm, DELAY, PERIOD, TIMELOCK, QUORUM, THRESHOLD);
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.VOTING_DELAY, BigInteger.valueOf(DELAY));
    parameters.put(Parameter.VOTING_PERIOD, BigInteger.valueOf(PERIOD));
    parameters.put(Parameter.TIMELOCK, BigInteger.valueOf(TIMELOCK));
    parameters.put(Parameter.QUORUM, BigInteger.valueOf(QUORUM));
    parameters.put(Parameter.PROPOSAL_THRESHOLD, BigInteger.valueOf(THRESHOLD));
    parameters.put(Parameter.PROPOSAL_GRACE, Parameter.PROPOSAL_GRACE.maximum());
    ours = new BenchNetwork(parameters);
    ours.send(BenchNetwork.ADMIN, "System", "grantRole", Role.ADMIN.id(), SELF);
    skip(0);
  }

  @AfterEach
  void close() {
    if (evm != null) {
      evm.close();
    }
  }

  private void skip(long blocks) {
    block += blocks;
    ours.host().setBlockNumber(block);
    theirs.at(block);
  }

  /** Makes both calls; whether they succeeded, which must be the same. */
  private boolean both(ContractCall call, BesuEvm.End end) {
    Outcome outcome = ours.make(call, BenchNetwork.PLENTY);
    boolean success = outcome instanceof Outcome.Success;
    lastGas = ours.gasUsed() + transaction(call.input());
    lastPeerGas = end.gas();
    assertThat(success)
        .as("block %s: %s %s %s, the peer %s", block, call.name(), call.input(), outcome, end)
        .isEqualTo(end.success());
    if (success) {
      ours.host().mark();
    } else {
      ours.host().rewind();
    }
    return success;
  }

  /** What a transaction costs before its call: 21,000, and 4 or 16 for each byte. */
  private static long transaction(Bytes input) {
    long gas = 21_000;
    for (byte value : input.toArray()) {
      gas += value == 0 ? 4 : 16;
    }
    return gas;
  }

  private boolean token(Address from, String ourName, String peer, Object... arguments) {
    Object[] own = ourName.equals("deposit") ? new Object[0] : arguments;
    BigInteger value = ourName.equals("deposit") ? (BigInteger) arguments[1] : BigInteger.ZERO;
    Bytes input = GovernorPeer.encode(peer, arguments);
    return both(BenchNetwork.of(from, value, "Staking", ourName, own), theirs.token(from, input));
  }

  private boolean governor(Address from, String name, String types, Object[] own, Object[] peer) {
    Bytes input = GovernorPeer.encode(name + types, peer);
    ContractCall call = BenchNetwork.of(from, BigInteger.ZERO, "Governance", name, own);
    boolean success = both(call, theirs.governor(from, input));
    lastPeerGas += transaction(input);
    return success;
  }

  private static final String LISTS = "(address[],uint256[],bytes[],";

  /** A proposal to set a parameter, ours or the peer's. */
  private static Object[] proposal(boolean peer, Object last) {
    Address target = peer ? GovernorPeer.PARAMETERS : NativeAddress.SYSTEM.address();
    Bytes call =
        BenchNetwork.encode(
            "System", "setParameter", Parameter.MAX_BATCH.key(), BigInteger.valueOf(77));
    return new Object[] {
      new com.esaulpaugh.headlong.abi.Address[] {AbiValues.address(target)},
      new BigInteger[] {BigInteger.ZERO},
      new byte[][] {call.toArray()},
      last
    };
  }

  private static byte[] hash(String text) {
    return Keccak256.hash(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8))).toArray();
  }

  private boolean propose(Address from, String why) {
    return governor(from, "propose", LISTS + "string)", proposal(false, why), proposal(true, why));
  }

  private boolean step(Address from, String name, String why) {
    byte[] hash = hash(why);
    return governor(from, name, LISTS + "bytes32)", proposal(false, hash), proposal(true, hash));
  }

  private BigInteger id(boolean peer, String why) {
    Object[] arguments = proposal(peer, hash(why));
    return peer
        ? theirs.number("hashProposal(address[],uint256[],bytes[],bytes32)", arguments)
        : ours.read("Governance", "hashProposal", arguments);
  }

  private boolean vote(Address from, String why, int support) {
    return governor(
        from,
        "castVote",
        "(uint256,uint8)",
        new Object[] {id(false, why), support},
        new Object[] {id(true, why), support});
  }

  private int state(String why) {
    int own = ours.send(BenchNetwork.CAROL, "Governance", "state", id(false, why)).get(0);
    assertThat(theirs.number("state(uint256)", id(true, why)).intValue())
        .as("state of %s in block %s", why, block)
        .isEqualTo(own);
    return own;
  }

  private void sameVotes(String why) {
    Tuple own = ours.send(BenchNetwork.CAROL, "Governance", "proposalVotes", id(false, why));
    Bytes peer =
        theirs
            .governor(
                ACCOUNTS.getFirst(), GovernorPeer.encode("proposalVotes(uint256)", id(true, why)))
            .output();
    for (int i = 0; i < 3; i++) {
      assertThat(peer.slice(32 * i, 32).toUnsignedBigInteger()).isEqualTo(own.<BigInteger>get(i));
    }
  }

  /** The same random calls: the same are refused, the same states and votes follow. */
  @Test
  void itDoesWhatOpenZeppelinsDoes() {
    Random random = new Random(SEED);
    List<String> proposals = new ArrayList<>();
    SortedSet<Integer> states = new TreeSet<>();
    for (int i = 0; i < STEPS; i++) {
      Address from = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
      Address to = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
      BigInteger amount = BigInteger.valueOf(1 + random.nextInt(3_000));
      String why =
          proposals.isEmpty()
              ? ""
              : proposals.get(
                  Math.max(
                      0, proposals.size() - 1 - random.nextInt(Math.min(8, proposals.size()))));
      int choice = random.nextInt(16);
      switch (choice) {
        case 0 -> token(from, "deposit", "mint(address,uint256)", AbiValues.address(from), amount);
        case 1 ->
            token(from, "transfer", "transfer(address,uint256)", AbiValues.address(to), amount);
        case 2 -> token(from, "delegate", "delegate(address)", AbiValues.address(to));
        case 3, 4, 5 -> skip(1 + random.nextInt(6));
        case 6, 7 -> {
          String text = "p" + i + (random.nextInt(3) == 0 ? "#proposer=" + to : "");
          if (propose(from, text)) {
            proposals.add(text);
          }
        }
        default -> {
          if (!why.isEmpty()) {
            states.add(state(why));
            switch (choice) {
              case 8 -> step(from, "cancel", why);
              case 9 -> step(from, "queue", why);
              case 10 -> step(from, "execute", why);
              default -> vote(from, why, random.nextInt(10) < 7 ? 1 : random.nextInt(4));
            }
            sameVotes(why);
          }
        }
      }
    }
    // Pending, Active, Canceled, Defeated, Succeeded, Queued, Executed: it has no Expired.
    assertThat(states).contains(0, 1, 2, 3, 4, 5, 7);
  }

  /** As decision 28 says: gas of whole transactions, with 21,000 and calldata. */
  @Test
  void whatItCostsBesideOpenZeppelins() {
    for (Address account : ACCOUNTS) {
      BigInteger amount = BigInteger.valueOf(2_000);
      token(account, "deposit", "mint(address,uint256)", AbiValues.address(account), amount);
      token(account, "delegate", "delegate(address)", AbiValues.address(account));
    }
    skip(1);
    SortedMap<String, long[]> table = new TreeMap<>();
    for (String why : List.of("the first", "the second")) {
      propose(ACCOUNTS.getFirst(), why);
      note(table, "1 propose, " + why);
      skip(DELAY + 1);
      for (int i = 0; i < 3; i++) {
        vote(ACCOUNTS.get(i), why, 1);
        note(table, "2 vote " + (i + 1) + " on " + why);
      }
      skip(PERIOD);
      step(ACCOUNTS.getFirst(), "queue", why);
      note(table, "3 queue, " + why);
      skip(TIMELOCK);
      step(ACCOUNTS.getFirst(), "execute", why);
      note(table, "4 execute, " + why);
      skip(1);
    }
    table.forEach(
        (row, gas) ->
            System.out.printf(
                java.util.Locale.ROOT,
                "%-28s %,9d %,9d  %.2f%n",
                row,
                gas[0],
                gas[1],
                gas[0] / (double) gas[1]));
    // The first proposal of a chain writes words that no later one writes for the first time.
    table.remove("1 propose, the first");
    assertThat(table.values()).allMatch(gas -> gas[0] < gas[1]);
  }

  private void note(SortedMap<String, long[]> table, String row) {
    table.put(row, new long[] {lastGas, lastPeerGas});
  }
}
