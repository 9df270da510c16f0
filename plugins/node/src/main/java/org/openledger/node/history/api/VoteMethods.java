package org.openledger.node.history.api;

import static org.openledger.node.history.api.GovernanceMethods.PROPOSAL;
import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.node.rpc.PageRequest.PAGE;

import java.math.BigInteger;
import java.util.Iterator;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.history.api.GovernanceTypes.Support;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.query.Proposal;
import org.openledger.node.history.query.Told;
import org.openledger.node.history.recorder.Tables;
import org.openledger.node.history.store.Key;
import org.openledger.node.history.store.Row;
import org.openledger.node.history.store.Rows;
import org.openledger.node.rpc.AbiErrors;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.InputObject;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** Votes on a proposal: only its tallies stand in the state. */
final class VoteMethods {

  private static final Parameter<Optional<Support>> OF_SUPPORT =
      Parameter.optional("support", JsonTypes.oneOf(Support.class), "of this kind");
  private static final Parameter<Optional<Address>> OF_VOTER =
      Parameter.optional("voter", JsonTypes.ADDRESS, "of this account: one or none");

  private static final InputObject FILTER_OBJECT =
      InputObject.of(
          "VoteFilter", "Which votes; all that is said holds at once", OF_SUPPORT, OF_VOTER);
  private static final Parameter<Arguments> FILTER =
      Parameter.optional(
          "filter", FILTER_OBJECT, FILTER_OBJECT.empty(), "Which votes; default: all");

  private final Asked asked;

  private VoteMethods(Asked asked) {
    this.asked = asked;
  }

  static RpcMethod of(Asked asked) {
    return RpcMethod.named("openledger_listVotes", "Votes on a proposal, the last first.")
        .takes(PROPOSAL, FILTER, BLOCK, PAGE)
        .fails(RpcFailure.NOT_FOUND, RpcFailure.INDEX_NOT_READY)
        .answers(
            "votes", Listed.type("Votes", GovernanceTypes.VOTE), new VoteMethods(asked)::listVotes);
  }

  private Listed<Told> listVotes(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, asked.queries());
    BigInteger proposal = arguments.get(PROPOSAL);
    Bytes32 id = Proposal.word(proposal);
    Optional<Support> support = arguments.get(FILTER).get(OF_SUPPORT);
    Optional<Address> voter = arguments.get(FILTER).get(OF_VOTER);
    Optional<Position> before = Places.position(page.after());
    return asked.at(
        page.block(),
        rows -> {
          requireKnown(rows, proposal, page.block().number());
          if (voter.isPresent()) {
            return page.last(
                vote(rows, id, voter.get(), page.block().number())
                    .filter(it -> matches(it, support))
                    .stream()
                    .toList());
          }
          Key prefix = Tables.votes(id);
          Key all = prefix.with(page.block().number() + 1);
          Key end =
              before.map(it -> it.after(prefix)).filter(it -> it.compareTo(all) < 0).orElse(all);
          return list(rows, rows.descending(prefix, end), support, new Portion<>(page));
        });
  }

  private static void requireKnown(Rows rows, BigInteger proposal, long block) throws RpcException {
    boolean known =
        Proposal.find(rows, proposal).filter(it -> it.created().at().block() <= block).isPresent();
    if (!known) {
      throw AbiErrors.reverted(NativeAddress.GOVERNANCE, "GovernorNonexistentProposal", proposal);
    }
  }

  private static Optional<Told> vote(Rows rows, Bytes32 id, Address voter, long block) {
    return rows.get(Tables.vote(id, voter))
        .map(it -> new Position(it.number(), it.shortNumber()))
        .filter(at -> at.block() <= block)
        .map(at -> Told.read(rows, at));
  }

  private static Listed<Told> list(
      Rows rows, Iterator<Row> found, Optional<Support> support, Portion<Told> portion) {
    while (found.hasNext() && portion.hasRoom()) {
      Position at = Position.last(found.next().key());
      Told vote = Told.read(rows, at);
      if (matches(vote, support)) {
        portion.take(Places.key(at), vote, vote.event().text("reason").length());
      } else {
        portion.pass(Places.key(at));
      }
    }
    return portion.end(found.hasNext());
  }

  private static boolean matches(Told vote, Optional<Support> support) {
    return support.isEmpty() || support.get() == GovernanceTypes.support(vote);
  }
}
