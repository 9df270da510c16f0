package org.openledger.node.history;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.openledger.node.chain.NodeLog;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** Proposals and votes of a {@link RandomChain}, after a block. */
final class RandomVotes {

  private static final NativeAddress GOVERNANCE = NativeAddress.GOVERNANCE;
  private static final List<String> STEPS =
      List.of("ProposalQueued", "ProposalExecuted", "ProposalCanceled");

  private int proposals;
  private final Set<List<Object>> voted = new HashSet<>();

  RandomVotes copy() {
    RandomVotes copy = new RandomVotes();
    copy.proposals = proposals;
    copy.voted.addAll(voted);
    return copy;
  }

  /** Ids are hashes of what is proposed: those of a branch that was left may come again. */
  NodeLog propose(Address proposer) {
    long number = ++proposals;
    Map<String, Object> values = new HashMap<>();
    values.put("proposalId", id(number));
    values.put("proposer", proposer);
    values.put("targets", new com.esaulpaugh.headlong.abi.Address[0]);
    values.put("values", new BigInteger[0]);
    values.put("signatures", new String[0]);
    values.put("calldatas", new byte[0][]);
    values.put("description", "proposal " + number);
    return NamedLog.of(GOVERNANCE, "ProposalCreated", values);
  }

  /** An account votes, or a proposal goes a step; nothing where there is none, or he has voted. */
  Optional<NodeLog> goOn(SplittableRandom random, Address voter) {
    if (proposals == 0) {
      return Optional.empty();
    }
    long number = 1 + random.nextInt(proposals);
    if (random.nextInt(4) == 0) {
      String step = STEPS.get(random.nextInt(STEPS.size()));
      return Optional.of(NamedLog.of(GOVERNANCE, step, Map.of("proposalId", id(number))));
    }
    if (!voted.add(List.of(number, voter))) {
      return Optional.empty();
    }
    Map<String, Object> values =
        Map.of(
            "voter",
            voter,
            "proposalId",
            id(number),
            "support",
            (long) random.nextInt(3),
            "weight",
            1L + random.nextInt(99),
            "reason",
            "because " + number);
    return Optional.of(NamedLog.of(GOVERNANCE, "VoteCast", values));
  }

  private static BigInteger id(long number) {
    return BigInteger.ONE.shiftLeft(255).add(BigInteger.valueOf(number * 7_919));
  }
}
