package org.openledger.precompile.governance;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.stake.VotingPower;
import org.openledger.precompile.system.GovernanceRules;
import org.openledger.precompile.system.SystemStorage;

/** {@code IGovernance}, one class for each subject; here: its views. */
public final class Governance {

  static final String NAME = "OpenLedger Governance";

  private Governance() {}

  /**
   * The contract, ready to be called.
   *
   * @param others the native contracts that actions can call besides this one
   */
  public static NativeContract create(List<NativeContract> others) {
    SortedMap<Address, NativeContract> contracts = new TreeMap<>();
    for (NativeContract other : others) {
      contracts.put(other.address(), other);
    }
    Dispatcher.Binding binding = Dispatcher.bind(GovernanceAbi.ABI, GovernanceStorage.ACCOUNT);
    new Proposals(contracts).bind(binding);
    Ballots.bind(binding);
    Treasury.bind(binding);
    bindRules(binding);
    bindProposal(binding);
    NativeContract governance = binding.contract();
    contracts.put(governance.address(), governance);
    return governance;
  }

  private static void bindRules(Dispatcher.Binding binding) {
    binding
        .view("name", call -> AbiValues.tuple(NAME))
        .view("version", call -> AbiValues.tuple("1"))
        .view("COUNTING_MODE", call -> AbiValues.tuple("support=bravo&quorum=for,abstain"))
        .view("clock", call -> Tuple.from(call.blockNumber()))
        .view("CLOCK_MODE", call -> AbiValues.tuple("mode=blocknumber&from=default"))
        .view("token", call -> AbiValues.tuple(NativeAddress.STAKING.address()))
        .view("votingDelay", rule(GovernanceRules::delay))
        .view("votingPeriod", rule(GovernanceRules::period))
        .view("proposalThreshold", rule(GovernanceRules::threshold))
        .view("quorumNumerator", rule(GovernanceRules::quorum))
        .view("quorumDenominator", call -> AbiValues.tuple(Terms.WHOLE))
        .view("quorum", Governance::quorum)
        .view("getVotes", Governance::votes);
  }

  private static void bindProposal(Dispatcher.Binding binding) {
    binding
        .view("proposalCount", call -> AbiValues.tuple(Guards.storage(call).count()))
        .view("proposal", Governance::proposal)
        .view("state", Governance::state)
        .view("proposalSnapshot", value((call, proposal) -> proposal.voteStart()))
        .view("proposalDeadline", value((call, proposal) -> proposal.deadline()))
        .view("proposalProposer", value((call, proposal) -> proposal.proposer()))
        .view("proposalEta", value((call, proposal) -> tally(call).eta()))
        .view("proposalNeedsQueuing", call -> AbiValues.tuple(true))
        .view("proposalVotes", Governance::proposalVotes);
  }

  private static Dispatcher.Handler rule(Function<GovernanceRules, Object> rule) {
    return call -> AbiValues.tuple(rule.apply(new SystemStorage(call.storage()).governance()));
  }

  private static Dispatcher.Handler value(BiFunction<Call, Proposal, Object> value) {
    return call ->
        AbiValues.tuple(value.apply(call, Guards.storage(call).proposal(call.number(0))));
  }

  private static Tally tally(Call call) {
    return Guards.storage(call).tally(call.number(0));
  }

  private static Tuple quorum(Call call) {
    long block = Guards.past(call, call.number(0));
    BigInteger all = new VotingPower(call.storage()).ofAll(block);
    long share = new SystemStorage(call.storage()).governance().quorum();
    return AbiValues.tuple(Terms.quorumOf(all, share));
  }

  private static Tuple votes(Call call) {
    long block = Guards.past(call, call.number(1));
    return AbiValues.tuple(new VotingPower(call.storage()).of(call.address(0), block));
  }

  private static Tuple state(Call call) {
    BigInteger id = call.number(0);
    return AbiValues.tuple(Guards.state(call, id, Guards.known(call, id)).code());
  }

  private static Tuple proposalVotes(Call call) {
    Tally tally = tally(call);
    BigInteger abstain = Guards.storage(call).abstainVotes(call.number(0));
    return AbiValues.tuple(tally.againstVotes(), tally.forVotes(), abstain);
  }

  private static Tuple proposal(Call call) {
    BigInteger id = call.number(0);
    Proposal proposal = Guards.known(call, id);
    Terms terms = Guards.storage(call).terms(proposal);
    Tally tally = tally(call);
    return AbiValues.tuple(
        AbiValues.tuple(
            proposal.number(),
            proposal.proposer(),
            proposal.voteStart(),
            proposal.deadline(),
            terms.timelock(),
            terms.grace(),
            terms.quorum(),
            tally.eta(),
            tally.againstVotes(),
            tally.forVotes(),
            Guards.storage(call).abstainVotes(id),
            Guards.state(call, id, proposal).code()));
  }
}
