package org.openledger.node.history.api;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.history.query.Ranked;
import org.openledger.node.history.series.Kind;
import org.openledger.node.history.series.Span;
import org.openledger.node.history.series.Sums;
import org.openledger.node.rpc.JsonType;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.precompile.host.Address;

/** How sums over blocks are written. */
final class SumTypes {

  private static final List<String> TOKENS = List.of("tokens", "covered", "paid");

  static final ObjectType<Sums> SETTLED =
      sums("SettledSums", "Sums over settled inferences, in wei and tokens", Kind.MODEL);

  static final ObjectType<Sums> PAYOUTS = sums("PayoutSums", "Sums over payouts", Kind.CONTRIBUTOR);

  static final ObjectType<Sums> SHARES =
      sums(
          "ShareSums",
          "Payouts for contributions to a Datanet: amount surely, shared perhaps, because the same"
              + " account contributed to another Datanet of the same model",
          Kind.DATANET);

  static final ObjectType<Sums> BALANCE =
      sums(
          "BalanceSums",
          "What moved an account's credit: payouts + collected - withdrawn is what it can withdraw",
          Kind.BALANCE);

  static final ObjectType<Span> SPAN =
      ObjectType.<Span>of("Blocks", "Blocks, both ends included; none where last is before first")
          .with("first", JsonTypes.QUANTITY, "the first one", Span::first)
          .with("last", JsonTypes.QUANTITY, "the last one", span -> Math.max(0, span.last()));

  private SumTypes() {}

  /** A place on a leaderboard of accounts. */
  static ObjectType<Ranked> accounts(String name, String member, ObjectType<Sums> sums) {
    return ranked(name)
        .with(member, JsonTypes.ADDRESS, "whose place it is", it -> new Address(it.of()))
        .including(sums, Ranked::sums);
  }

  /** A place on a leaderboard of models or Datanets. */
  static ObjectType<Ranked> numbers(String name, String member, ObjectType<Sums> sums) {
    return ranked(name)
        .with(member, JsonTypes.ID, "whose place it is", it -> it.of().toLong())
        .including(sums, Ranked::sums);
  }

  /** The key of a place, for cursors: what decides, then whose it is. */
  static Bytes key(Ranked place) {
    byte[] value = place.value().toByteArray();
    return Bytes.concatenate(Bytes.of((byte) value.length), Bytes.wrap(value), place.of());
  }

  private static ObjectType<Ranked> ranked(String name) {
    return ObjectType.of(name, "A place on a leaderboard, by amount");
  }

  private static ObjectType<Sums> sums(String name, String description, Kind kind) {
    ObjectType<Sums> type =
        ObjectType.<Sums>of(name, description)
            .with("count", JsonTypes.QUANTITY, "how many", Sums::count);
    for (int i = 0; i < kind.columns().size(); i++) {
      int column = i;
      String member = kind.columns().get(i);
      boolean tokens = TOKENS.contains(member);
      JsonType<BigInteger> written = tokens ? JsonTypes.WORD : JsonTypes.WEI;
      type =
          type.with(member, written, tokens ? "tokens" : "wei", sums -> sums.values().get(column));
    }
    return type;
  }
}
