package org.openledger.precompile.governance;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.stake.VotingPower;
import org.openledger.precompile.system.GovernanceRules;
import org.openledger.precompile.system.SystemStorage;

/** A proposal's beginning, its way through the timelock and its end. */
final class Proposals {

  private static final String MARKER = "#proposer=0x";
  private static final int ADDRESS_DIGITS = 2 * Address.SIZE;

  private final SortedMap<Address, NativeContract> contracts;

  /**
   * @param contracts what actions can call, by address; complete before the first call
   */
  Proposals(SortedMap<Address, NativeContract> contracts) {
    this.contracts = contracts;
  }

  void bind(Dispatcher.Binding binding) {
    binding
        .view("hashProposal", Proposals::hash)
        .view("getProposalId", Proposals::hash)
        .mutate("propose", this::propose)
        .mutate("queue", Proposals::queue)
        .mutate("execute", this::execute)
        .mutate("cancel", Proposals::cancel);
  }

  private static Tuple hash(Call call) {
    return AbiValues.tuple(id(call));
  }

  private static BigInteger id(Call call) {
    return Actions.of(call).id(call, call.word(3));
  }

  private Tuple propose(Call call) {
    Address proposer = call.sender();
    String description = call.text(3);
    Call.require(mayPropose(proposer, description), GovernanceAbi.RESTRICTED_PROPOSER, proposer);
    GovernanceRules rules = new SystemStorage(call.storage()).governance();
    requireVotes(call, proposer, rules.threshold());
    Actions actions = Actions.of(call);
    actions.check(contracts, rules.maxActions());
    Bytes32 descriptionHash = call.hash(description.getBytes(StandardCharsets.UTF_8));
    BigInteger id = actions.id(call, descriptionHash);
    GovernanceStorage storage = Guards.storage(call);
    Proposal existing = storage.proposal(id);
    if (existing.exists()) {
      int state = Guards.state(call, id, existing).code();
      throw new RevertException(GovernanceAbi.UNEXPECTED_STATE, id, state, Bytes32.ZERO);
    }
    long number = storage.nextNumber();
    Proposal proposal =
        new Proposal(
            proposer, call.blockNumber() + rules.delay(), rules.period(), number, Proposal.OPEN);
    storage.setProposal(id, proposal);
    storage.setTerms(number, new Terms(rules.timelock(), rules.grace(), rules.quorum()));
    String[] signatures = new String[actions.count()];
    Arrays.fill(signatures, "");
    call.emit(
        GovernanceAbi.PROPOSAL_CREATED,
        id,
        proposer,
        actions.abiTargets(),
        actions.values(),
        signatures,
        actions.calldatas(),
        proposal.voteStart(),
        proposal.deadline(),
        description);
    return AbiValues.tuple(id);
  }

  /**
   * INV-GOV-01: votes of one block ago, so that coins which come and go in a block propose nothing.
   */
  private static void requireVotes(Call call, Address proposer, BigInteger threshold) {
    if (threshold.signum() > 0) {
      BigInteger votes = new VotingPower(call.storage()).of(proposer, call.blockNumber() - 1);
      Call.require(
          votes.compareTo(threshold) >= 0,
          GovernanceAbi.INSUFFICIENT_VOTES,
          proposer,
          votes,
          threshold);
    }
  }

  /** Whether a description names no other proposer at its end, as OpenZeppelin reads it. */
  private static boolean mayPropose(Address proposer, String description) {
    int digits = description.length() - ADDRESS_DIGITS;
    if (digits < MARKER.length() || !description.startsWith(MARKER, digits - MARKER.length())) {
      return true;
    }
    String named = description.substring(digits);
    boolean hex = named.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    return !hex || Address.fromHex(named).equals(proposer);
  }

  private static Tuple queue(Call call) {
    BigInteger id = id(call);
    Proposal proposal = Guards.known(call, id);
    Guards.inState(call, id, proposal, ProposalState.SUCCEEDED);
    GovernanceStorage storage = Guards.storage(call);
    long eta = call.blockNumber() + storage.terms(proposal).timelock();
    storage.setTally(id, storage.tally(id).queued(eta));
    call.emit(GovernanceAbi.PROPOSAL_QUEUED, id, eta);
    return AbiValues.tuple(id);
  }

  /** INV-GOV-04: executed once, after the timelock, before the grace has passed, as a whole. */
  private Tuple execute(Call call) {
    BigInteger id = id(call);
    Proposal proposal = Guards.known(call, id);
    Guards.inState(call, id, proposal, ProposalState.QUEUED);
    long eta = Guards.storage(call).tally(id).eta();
    Call.require(call.blockNumber() >= eta, GovernanceAbi.UNMET_DELAY, id, eta);
    // First the end, then the actions: what they read or write is not looked at again.
    Guards.storage(call).setProposal(id, proposal.ended(Proposal.EXECUTED));
    Actions.of(call).run(call, contracts);
    call.emit(GovernanceAbi.PROPOSAL_EXECUTED, id);
    return AbiValues.tuple(id);
  }

  private static Tuple cancel(Call call) {
    BigInteger id = id(call);
    Proposal proposal = Guards.known(call, id);
    boolean pending = Guards.state(call, id, proposal) == ProposalState.PENDING;
    Call.require(
        pending && call.sender().equals(proposal.proposer()),
        GovernanceAbi.UNABLE_TO_CANCEL,
        id,
        call.sender());
    Guards.storage(call).setProposal(id, proposal.ended(Proposal.CANCELED));
    call.emit(GovernanceAbi.PROPOSAL_CANCELED, id);
    return AbiValues.tuple(id);
  }
}
