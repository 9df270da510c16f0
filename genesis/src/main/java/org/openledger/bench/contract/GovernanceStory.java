package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.BOB;
import static org.openledger.bench.contract.BenchNetwork.CAROL;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** Every function of {@code Governance}. */
final class GovernanceStory extends Story {

  private static final long DELAY = 10;
  private static final long PERIOD = 20;
  private static final long TIMELOCK = 30;
  private static final BigInteger THRESHOLD = BigInteger.TEN.pow(20);
  private static final Address SELF = NativeAddress.GOVERNANCE.address();

  GovernanceStory(CallVisitor visitor) {
    super(new BenchNetwork(parameters()), visitor);
  }

  private static SortedMap<Parameter, BigInteger> parameters() {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.PROPOSAL_THRESHOLD, THRESHOLD);
    parameters.put(Parameter.VOTING_DELAY, BigInteger.valueOf(DELAY));
    parameters.put(Parameter.VOTING_PERIOD, BigInteger.valueOf(PERIOD));
    parameters.put(Parameter.TIMELOCK, BigInteger.valueOf(TIMELOCK));
    parameters.put(Parameter.QUORUM, BigInteger.valueOf(4_000));
    return parameters;
  }

  @Override
  void tell() {
    voters();
    network.send(BenchNetwork.ADMIN, SYSTEM, "setParameter", treasury());
    network.host().setBalance(SELF, UInt256.valueOf(1_000));
    send(CAROL, GOVERNANCE, "sweepSurplus");
    send(ALICE, GOVERNANCE, "propose", proposal("first"));
    send(ALICE, GOVERNANCE, "propose", proposal("second"));
    send(ALICE, GOVERNANCE, "cancel", proposal(hash("second")));
    skip(DELAY + 1);
    votes(id("first"));
    skip(PERIOD);
    send(CAROL, GOVERNANCE, "queue", proposal(hash("first")));
    skip(TIMELOCK);
    send(CAROL, GOVERNANCE, "execute", proposal(hash("first")));
    // A bent call sends coins: it is to be refused by the contract.
    network.host().setBalance(SELF, UInt256.valueOf(1_000));
    send(SELF, GOVERNANCE, "spend", BOB, 5L);
    views(id("first"));
  }

  private void voters() {
    for (Address voter : List.of(ALICE, BOB)) {
      network.pay(voter, THRESHOLD, STAKING, "deposit");
      network.send(voter, STAKING, "delegate", voter);
    }
    skip(1);
  }

  private static Object[] treasury() {
    return new Object[] {Parameter.TREASURY.key(), SELF.toBigInteger()};
  }

  private void votes(BigInteger id) {
    send(ALICE, GOVERNANCE, "castVote", id, 1);
    send(BOB, GOVERNANCE, "castVoteWithReason", id, 2, "undecided");
    send(BOB, GOVERNANCE, "castVoteBySig", id, 0, CAROL, BenchNetwork.signature(CAROL));
  }

  private BigInteger id(String description) {
    return network.read(GOVERNANCE, "hashProposal", proposal(hash(description)));
  }

  private static Bytes32 hash(String description) {
    return Keccak256.hash(description);
  }

  /** Paying 5 wei of the treasury; with the description, or its hash. */
  private static Object[] proposal(Object description) {
    byte[] spend = BenchNetwork.encode(GOVERNANCE, "spend", BOB, 5L).toArray();
    return new Object[] {
      new com.esaulpaugh.headlong.abi.Address[] {AbiValues.address(SELF)},
      new BigInteger[] {BigInteger.ZERO},
      new byte[][] {spend},
      description
    };
  }

  private void views(BigInteger id) {
    for (String view :
        List.of(
            "name",
            "version",
            "COUNTING_MODE",
            "clock",
            "CLOCK_MODE",
            "token",
            "votingDelay",
            "votingPeriod",
            "proposalThreshold",
            "quorumNumerator",
            "quorumDenominator",
            "proposalCount",
            "treasury",
            "surplus")) {
      send(CAROL, GOVERNANCE, view);
    }
    for (String view :
        List.of(
            "proposal",
            "state",
            "proposalSnapshot",
            "proposalDeadline",
            "proposalProposer",
            "proposalEta",
            "proposalNeedsQueuing",
            "proposalVotes")) {
      send(CAROL, GOVERNANCE, view, id);
    }
    send(CAROL, GOVERNANCE, "hashProposal", proposal(hash("first")));
    send(CAROL, GOVERNANCE, "getProposalId", proposal(hash("first")));
    send(CAROL, GOVERNANCE, "quorum", 1L);
    send(CAROL, GOVERNANCE, "getVotes", ALICE, 1L);
    send(CAROL, GOVERNANCE, "hasVoted", id, ALICE);
    send(CAROL, GOVERNANCE, "nonces", CAROL);
    send(CAROL, GOVERNANCE, "ballotDigest", id, 1, CAROL, 1L);
  }
}
