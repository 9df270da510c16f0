package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** Proposals, and what their states ask for: votes, queueing, execution. */
final class GovernanceCalls extends FittingCalls {

  private static final int PENDING = 0;
  private static final int ACTIVE = 1;
  private static final int SUCCEEDED = 4;
  private static final int QUEUED = 5;

  /** A proposal, whether it was made or is only planned. */
  private record Proposal(
      int proposer, Address[] targets, byte[][] calls, String description, BigInteger id) {

    Object[] arguments(Object text) {
      BigInteger[] values = new BigInteger[targets.length];
      Arrays.fill(values, NOTHING);
      return new Object[] {targets, values, calls, text};
    }

    Object[] byHash() {
      return arguments(Keccak256.hash(description));
    }
  }

  private record Standing(Proposal proposal, long state) {}

  private final List<Proposal> planned = new ArrayList<>();
  private List<Standing> standing = List.of();

  GovernanceCalls(Knowledge known, Random random) {
    super(NativeAddress.GOVERNANCE, known, random);
  }

  @Override
  void refresh() {
    standing = new ArrayList<>();
    for (Proposal it : planned.subList(Math.max(0, planned.size() - RECENT), planned.size())) {
      look("state", it.id()).ifPresent(state -> standing.add(new Standing(it, number(state, 0))));
    }
  }

  @Override
  Optional<Draft> next() {
    if (standing.isEmpty() || random.nextInt(4) == 0) {
      return propose();
    }
    Standing it = one(standing);
    Proposal proposal = it.proposal();
    int anybody = random.nextInt(DevAccounts.FUNDED);
    return switch ((int) it.state()) {
      case PENDING ->
          random.nextInt(8) == 0
              ? call(mostly(proposal.proposer()), "cancel", proposal.byHash())
              : Optional.empty();
      case ACTIVE -> vote(anybody, proposal.id());
      case SUCCEEDED -> call(anybody, "queue", proposal.byHash());
      case QUEUED -> call(anybody, "execute", proposal.byHash());
      default ->
          random.nextInt(8) == 0 ? call(anybody, "execute", proposal.byHash()) : Optional.empty();
    };
  }

  private Optional<Draft> propose() {
    int count = 1 + random.nextInt(2);
    Address[] targets = new Address[count];
    byte[][] calls = new byte[count][];
    for (int i = 0; i < count; i++) {
      action(i, targets, calls);
    }
    int proposer = random.nextInt(DevAccounts.FUNDED);
    String description = "proposal " + planned.size();
    Proposal plan = new Proposal(proposer, targets, calls, description, null);
    BigInteger id = ask("hashProposal", plan.byHash()).get(0);
    planned.add(new Proposal(proposer, targets, calls, description, id));
    return call(proposer, "propose", plan.arguments(description));
  }

  /** Mostly one that Governance may make. */
  private void action(int place, Address[] targets, byte[][] calls) {
    switch (random.nextInt(6)) {
      case 0, 1 -> set(place, targets, calls, NativeAddress.GOVERNANCE, "spend", payee(), wei(3));
      case 2, 3, 4 ->
          set(
              place,
              targets,
              calls,
              NativeAddress.SYSTEM,
              "setParameter",
              Parameter.MAX_LINEAGE.key(),
              8L + random.nextInt(2));
      default ->
          set(place, targets, calls, NativeAddress.STAKING, "slashModel", 1L, 1L + place, HASH);
    }
  }

  private static void set(
      int place,
      Address[] targets,
      byte[][] calls,
      NativeAddress contract,
      String function,
      Object... arguments) {
    targets[place] = AbiValues.address(contract.address());
    calls[place] = Abis.encoded(contract, function, arguments).toArray();
  }

  private org.openledger.precompile.host.Address payee() {
    return Senders.address(random.nextInt(DevAccounts.FUNDED));
  }

  private Optional<Draft> vote(int voter, BigInteger id) {
    int support = random.nextInt(5) == 0 ? random.nextInt(4) : 1;
    return switch (random.nextInt(3)) {
      case 0 -> call(voter, "castVote", id, support);
      case 1 -> call(voter, "castVoteWithReason", id, support, "reason " + random.nextInt(9));
      default -> voteBySignature(voter, id, Math.min(2, support));
    };
  }

  private Optional<Draft> voteBySignature(int voter, BigInteger id, int support) {
    org.openledger.precompile.host.Address account = Senders.address(voter);
    BigInteger nonce = ask("nonces", account).get(0);
    Bytes32 digest = Bytes32.wrap(ask("ballotDigest", id, support, account, nonce).<byte[]>get(0));
    return call(
        random.nextInt(DevAccounts.FUNDED),
        "castVoteBySig",
        id,
        support,
        account,
        wallet(voter).sign(digest));
  }
}
