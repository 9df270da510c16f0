package org.openledger.node.history.api;

import static org.openledger.node.history.api.Period.PERIOD;
import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.node.rpc.PageRequest.PAGE;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.history.query.Leaderboard;
import org.openledger.node.history.query.Ranked;
import org.openledger.node.history.series.Kind;
import org.openledger.node.history.series.Span;
import org.openledger.node.history.series.Sums;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;

/** Who earned, paid or served most in a period. */
final class LeaderboardMethods {

  private final Asked asked;

  private LeaderboardMethods(Asked asked) {
    this.asked = asked;
  }

  static List<RpcMethod> of(Asked asked) {
    LeaderboardMethods methods = new LeaderboardMethods(asked);
    return List.of(
        methods.board(
            "openledger_topContributors",
            "Contributors by what they were paid in a period.",
            "ContributorRank",
            Kind.CONTRIBUTOR,
            SumTypes.accounts("ContributorPlace", "account", SumTypes.PAYOUTS)),
        methods.board(
            "openledger_topPayers",
            "Payers by the fees that they paid in a period.",
            "PayerRank",
            Kind.PAYER,
            SumTypes.accounts("PayerPlace", "account", SumTypes.SETTLED)),
        methods.board(
            "openledger_topModels",
            "Models by the fees of their inferences in a period.",
            "ModelRank",
            Kind.MODEL,
            SumTypes.numbers("ModelPlace", "model", SumTypes.SETTLED)),
        methods.board(
            "openledger_topDatanets",
            "Datanets by what was surely paid for contributions to them in a period.",
            "DatanetRank",
            Kind.DATANET,
            SumTypes.numbers("DatanetPlace", "datanet", SumTypes.SHARES)));
  }

  private RpcMethod board(
      String name, String summary, String list, Kind kind, ObjectType<Ranked> place) {
    return RpcMethod.named(name, summary)
        .takes(PERIOD, BLOCK, PAGE)
        .fails(RpcFailure.INDEX_NOT_READY)
        .answers("places", Listed.type(list, place), arguments -> top(arguments, kind));
  }

  private Listed<Ranked> top(Arguments arguments, Kind kind) throws RpcException {
    Page page = Page.open(arguments, asked.queries());
    Span span = arguments.get(PERIOD).blocks(asked.queries().chain(), page.block());
    Optional<Ranked> after = place(page.after(), kind);
    return asked.at(
        page.block(),
        rows -> {
          List<Ranked> places =
              Leaderboard.top(rows, kind, span, after, page.size() + 1, HistoryLimits.MAX_COMPARED);
          boolean more = places.size() > page.size();
          List<Ranked> given = more ? places.subList(0, page.size()) : places;
          return more ? page.upTo(given, SumTypes.key(given.getLast())) : page.last(given);
        });
  }

  /** What {@link SumTypes#key} wrote. */
  private static Optional<Ranked> place(Optional<Bytes> key, Kind kind) throws RpcException {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Bytes given = key.get();
    int size = given.isEmpty() ? -1 : given.get(0);
    if (size < 1 || given.size() != 1 + size + kind.fromSize()) {
      throw RpcFailure.FORGED_CURSOR.because("The cursor is damaged, or of another query");
    }
    BigInteger value = new BigInteger(given.slice(1, size).toArrayUnsafe());
    List<BigInteger> sums = new ArrayList<>(Sums.none(kind).values());
    sums.set(0, value);
    return Optional.of(new Ranked(given.slice(1 + size), new Sums(1, sums)));
  }
}
