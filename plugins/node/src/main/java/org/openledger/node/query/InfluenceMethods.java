package org.openledger.node.query;

import static org.openledger.node.query.ModelMethods.MODEL;
import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.node.rpc.PageRequest.PAGE;
import static org.openledger.precompile.host.NativeAddress.INFLUENCE_ATTESTATIONS;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.node.query.InfluenceTypes.Attester;
import org.openledger.node.query.InfluenceTypes.Epoch;
import org.openledger.node.query.InfluenceTypes.Influence;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.host.Address;

/** Attested influence, from the state of a block. */
public final class InfluenceMethods {

  /** Most attesters of a network. */
  static final long SEATS = 64;

  private static final Parameter<Optional<Long>> EPOCH =
      Parameter.optional(
          "epoch", JsonTypes.ID, "Number of an epoch of the model; default: its last");

  private final Queries queries;

  private InfluenceMethods(Queries queries) {
    this.queries = queries;
  }

  /** The methods. */
  public static List<RpcMethod> of(Queries queries) {
    InfluenceMethods methods = new InfluenceMethods(queries);
    return List.of(
        RpcMethod.named(
                "openledger_getInfluence",
                "What waits for a model's contributors, and one epoch of it: its result, who signed"
                    + " it, and whether it is challenged.")
            .takes(MODEL, EPOCH, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("influence", InfluenceTypes.INFLUENCE, methods::getInfluence),
        RpcMethod.named("openledger_listAttesters", "All attesters, by seat.")
            .takes(BLOCK, PAGE)
            .answers(
                "attesters",
                Listed.type("Attesters", InfluenceTypes.ATTESTER),
                methods::listAttesters));
  }

  private Influence getInfluence(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    long model = arguments.get(MODEL);
    long count = state.number(INFLUENCE_ATTESTATIONS, "epochCount", model);
    long number = arguments.get(EPOCH).orElse(count);
    Optional<Epoch> epoch =
        number == 0 ? Optional.empty() : Optional.of(epoch(state, model, number));
    return new Influence(
        BlockId.of(state.block()),
        model,
        count,
        state.amount(INFLUENCE_ATTESTATIONS, "heldOf", model),
        epoch);
  }

  private static Epoch epoch(BlockState state, long model, long number) throws RpcException {
    Struct closed = state.struct(INFLUENCE_ATTESTATIONS, "epochOf", model, number);
    Struct open = state.struct(INFLUENCE_ATTESTATIONS, "openEpoch", model);
    boolean isOpen = open.number("number") == number;
    Struct quorum =
        state.call(
            INFLUENCE_ATTESTATIONS, "quorumOf", (isOpen ? open : closed).number("attesters"));
    return new Epoch(
        number,
        isOpen,
        isOpen ? open : closed,
        closed,
        quorum.number("result"),
        quorum.number("rerunQuorum"),
        seated(state, closed.word("agreed")),
        seated(state, closed.word("disagreed")));
  }

  /** Who sits on the seats of a set now. */
  private static List<Address> seated(BlockState state, BigInteger seats) throws RpcException {
    List<Address> attesters = new ArrayList<>();
    for (int seat = 1; seat <= SEATS; seat++) {
      if (seats.testBit(seat)) {
        attesters.add(state.call(INFLUENCE_ATTESTATIONS, "attesterAt", (long) seat).address(0));
      }
    }
    return attesters;
  }

  private Listed<Attester> listAttesters(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    BlockState state = page.state();
    return page.numbered(SEATS, seat -> attester(state, seat));
  }

  private static Optional<Attester> attester(BlockState state, long seat) throws RpcException {
    Address account = state.call(INFLUENCE_ATTESTATIONS, "attesterAt", seat).address(0);
    return account.isZero()
        ? Optional.empty()
        : Optional.of(
            new Attester(account, state.struct(INFLUENCE_ATTESTATIONS, "attesterOf", account)));
  }
}
