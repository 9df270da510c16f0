package org.openledger.node.history.api;

import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.node.rpc.PageRequest.PAGE;
import static org.openledger.precompile.host.NativeAddress.GOVERNANCE;
import static org.openledger.precompile.host.NativeAddress.STAKING;
import static org.openledger.precompile.host.NativeAddress.SYSTEM;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.history.api.GovernanceTypes.Power;
import org.openledger.node.history.api.GovernanceTypes.Rules;
import org.openledger.node.history.api.GovernanceTypes.Stand;
import org.openledger.node.history.api.GovernanceTypes.StandIn;
import org.openledger.node.history.query.Proposal;
import org.openledger.node.history.recorder.Tables;
import org.openledger.node.history.store.Key;
import org.openledger.node.history.store.Row;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.InputObject;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.governance.ProposalState;
import org.openledger.precompile.governance.Terms;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Role;

/** Proposals and the rules of votes: what stands in the state, with texts out of the history. */
final class GovernanceMethods {

  static final Parameter<BigInteger> PROPOSAL =
      Parameter.required("proposal", JsonTypes.WORD, "Id of a proposal");

  private static final Parameter<Optional<ProposalState>> IN_STATE =
      Parameter.optional("state", JsonTypes.oneOf(ProposalState.class), "that stand there");
  private static final Parameter<Optional<Address>> OF_PROPOSER =
      Parameter.optional("proposer", JsonTypes.ADDRESS, "that this account proposed");

  private static final InputObject FILTER_OBJECT =
      InputObject.of(
          "ProposalFilter",
          "Which proposals; all that is said holds at once",
          IN_STATE,
          OF_PROPOSER);
  private static final Parameter<Arguments> FILTER =
      Parameter.optional(
          "filter", FILTER_OBJECT, FILTER_OBJECT.empty(), "Which proposals; default: all");

  private final Asked asked;

  private GovernanceMethods(Asked asked) {
    this.asked = asked;
  }

  static List<RpcMethod> of(Asked asked) {
    GovernanceMethods methods = new GovernanceMethods(asked);
    return List.of(
        RpcMethod.named(
                "openledger_getGovernance",
                "The rules that the next proposal goes by, and what votes can do and spend.")
            .takes(BLOCK)
            .answers("governance", GovernanceTypes.RULES, methods::getGovernance),
        RpcMethod.named("openledger_listProposals", "Proposals, the last first.")
            .takes(FILTER, BLOCK, PAGE)
            .fails(RpcFailure.INDEX_NOT_READY)
            .answers(
                "proposals",
                Listed.type("Proposals", GovernanceTypes.PROPOSAL),
                methods::listProposals),
        RpcMethod.named(
                "openledger_getProposal",
                "One proposal: its text, its actions decoded, its rules, votes and state.")
            .takes(PROPOSAL, BLOCK)
            .fails(RpcFailure.NOT_FOUND, RpcFailure.INDEX_NOT_READY)
            .answers("proposal", GovernanceTypes.PROPOSAL_IN, methods::getProposal),
        VoteMethods.of(asked),
        RpcMethod.named(
                "openledger_getVotingPower",
                "An account's votes, who votes with what it has, and whether it can propose.")
            .takes(InferenceMethods.ACCOUNT, BLOCK)
            .answers("power", GovernanceTypes.POWER, methods::getVotingPower));
  }

  private Rules getGovernance(Arguments arguments) throws RpcException {
    BlockState state = asked.queries().state(arguments);
    Map<String, BigInteger> parameters = new TreeMap<>();
    for (var parameter : GovernanceTypes.RULE_PARAMETERS) {
      parameters.put(parameter.label(), state.amount(SYSTEM, "parameter", parameter.key()));
    }
    List<Role> roles = new ArrayList<>();
    for (Role role : Role.values()) {
      if ((boolean) state.call(SYSTEM, "hasRole", role.id(), GOVERNANCE.address()).at(0)) {
        roles.add(role);
      }
    }
    long before = Math.max(0, state.block().number() - 1);
    boolean first = state.block().number() == 0;
    return new Rules(
        BlockId.of(state.block()),
        parameters,
        state.number(GOVERNANCE, "proposalCount"),
        first ? BigInteger.ZERO : state.amount(STAKING, "getPastTotalSupply", before),
        first ? BigInteger.ZERO : state.amount(GOVERNANCE, "quorum", before),
        state.amount(GOVERNANCE, "treasury"),
        roles);
  }

  private Power getVotingPower(Arguments arguments) throws RpcException {
    BlockState state = asked.queries().state(arguments);
    Address account = arguments.get(InferenceMethods.ACCOUNT);
    Address delegate = state.call(STAKING, "delegates", account).address(0);
    return new Power(
        BlockId.of(state.block()),
        account,
        state.amount(STAKING, "getVotes", account),
        Optional.of(delegate).filter(it -> !it.isZero()),
        state.amount(GOVERNANCE, "proposalThreshold"),
        state.amount(GOVERNANCE, "nonces", account));
  }

  private StandIn getProposal(Arguments arguments) throws RpcException {
    BlockState state = asked.queries().state(arguments);
    BigInteger id = arguments.get(PROPOSAL);
    // The contract says first whether there is one.
    Struct of = state.struct(GOVERNANCE, "proposal", id);
    return asked.at(
        state.block(),
        rows -> new StandIn(BlockId.of(state.block()), stand(state, of, Proposal.find(rows, id))));
  }

  private Listed<Stand> listProposals(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, asked.queries());
    BlockState state = page.state();
    Optional<ProposalState> wanted = arguments.get(FILTER).get(IN_STATE);
    Key prefix =
        arguments.get(FILTER).get(OF_PROPOSER).map(Tables::proposer).orElse(Tables.proposals());
    long end = state.number(GOVERNANCE, "proposalCount") + 1;
    long after = Math.min(page.after(end), end);
    return asked.at(
        page.block(),
        rows -> {
          Portion<Stand> portion = new Portion<>(page);
          Iterator<Row> found = rows.descending(prefix, prefix.with(after));
          while (found.hasNext() && portion.hasRoom()) {
            long number = found.next().key().number(prefix.size());
            Struct of = state.struct(GOVERNANCE, "proposal", Proposal.id(rows, number));
            Bytes key = Bytes.ofUnsignedLong(number);
            if (wanted.isEmpty() || wanted.get() == GovernanceTypes.state(of)) {
              Stand stand = stand(state, of, Proposal.numbered(rows, number));
              portion.take(key, stand, stand.told().textSize());
            } else {
              portion.pass(key);
            }
          }
          return portion.end(found.hasNext());
        });
  }

  /**
   * A proposal of the state, which the history has told as well, as long as both are of one chain.
   */
  private static Stand stand(BlockState state, Struct of, Optional<Proposal> told)
      throws RpcException {
    BlockRef block = state.block();
    long snapshot = of.number("voteStart");
    Optional<BigInteger> quorum = Optional.empty();
    if (snapshot < block.number()) {
      BigInteger all = state.amount(STAKING, "getPastTotalSupply", snapshot);
      quorum = Optional.of(Terms.quorumOf(all, of.number("quorum")));
    }
    return new Stand(told.orElseThrow(Asked::moved).upTo(block.number()), of, quorum);
  }
}
