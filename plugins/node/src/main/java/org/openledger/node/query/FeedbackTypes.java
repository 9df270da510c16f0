package org.openledger.node.query;

import java.util.List;
import java.util.Optional;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.feedback.Phase;

/** How pools, rounds and items of feedback are written. */
final class FeedbackTypes {

  /** A round of a model. */
  record Round(long number, Struct values) {}

  /** What a model has for feedback, and its present round. */
  record Feedback(BlockId block, long model, Struct pool, Optional<Round> round) {}

  /** An item of a round. */
  record Item(long number, Struct values) {}

  private static final ObjectType<Round> ROUND =
      ObjectType.<Round>of("FeedbackRound", "A round of a model")
          .with("round", JsonTypes.ID, "its number", Round::number)
          .with(
              "phase",
              JsonTypes.oneOf(Phase.class),
              "where it stands",
              round -> round.values().constant("phase", Phase.class))
          .with(
              "startBlock",
              JsonTypes.QUANTITY,
              "its first block",
              round -> round.values().number("startBlock"))
          .with(
              "window",
              JsonTypes.QUANTITY,
              "blocks of each of its four windows",
              round -> round.values().number("window"))
          .with(
              "items",
              JsonTypes.QUANTITY,
              "inferences that were put up",
              round -> round.values().number("items"))
          .with(
              "maxItems",
              JsonTypes.QUANTITY,
              "most of them",
              round -> round.values().number("maxItems"))
          .with(
              "raters",
              JsonTypes.QUANTITY,
              "who have committed to ratings",
              round -> round.values().number("raters"))
          .with(
              "revealed",
              JsonTypes.QUANTITY,
              "who have revealed them",
              round -> round.values().number("revealed"))
          .with("budget", JsonTypes.WEI, "what it may pay", round -> round.values().word("budget"))
          .with("left", JsonTypes.WEI, "what it has not paid", round -> round.values().word("left"))
          .with(
              "perRater",
              JsonTypes.WEI,
              "most that one rater earns, as far as they have revealed",
              round -> round.values().word("perRater"));

  static final ObjectType<Feedback> FEEDBACK =
      ObjectType.<Feedback>of("Feedback", "What a model has for feedback in a block")
          .with("block", BlockId.TYPE, "the block", Feedback::block)
          .with("model", JsonTypes.ID, "the model", Feedback::model)
          .with(
              "amount",
              JsonTypes.WEI,
              "its pool, without what its round may pay",
              feedback -> feedback.pool().word("amount"))
          .with(
              "share",
              JsonTypes.QUANTITY,
              "parts per 10,000 of what the creator earns that go to the pool",
              feedback -> feedback.pool().number("share"))
          .with(
              "nextShare",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "the lower share that was announced; null: none",
              feedback ->
                  Absent.number(feedback.pool(), "fromBlock")
                      .map(block -> feedback.pool().number("nextShare")))
          .with(
              "fromBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "first block in which that can be brought into force",
              feedback -> Absent.number(feedback.pool(), "fromBlock"))
          .with(
              "rounds",
              JsonTypes.QUANTITY,
              "how many rounds there were, numbered from 1",
              feedback -> feedback.pool().number("rounds"))
          .with(
              "round",
              JsonTypes.optional(ROUND),
              "the last of them; null: there was none",
              Feedback::round);

  static final ObjectType<Item> ITEM =
      ObjectType.<Item>of("FeedbackItem", "A settled inference and how it was rated")
          .with("item", JsonTypes.QUANTITY, "its number in the round, from 0", Item::number)
          .with(
              "payer", JsonTypes.ADDRESS, "who paid for it", item -> item.values().address("payer"))
          .with(
              "owner",
              JsonTypes.optional(JsonTypes.ADDRESS),
              "whose agent the payer was when it was put up: neither of them rates it; null:"
                  + " nobody's",
              item -> Absent.address(item.values(), "owner"))
          .with(
              "request",
              JsonTypes.WORD,
              "the payer's number of it",
              item -> item.values().word("request"))
          .with(
              "ratings",
              JsonTypes.listOf(JsonTypes.QUANTITY),
              "how many rated it 1, 2, 3, 4 and 5",
              FeedbackTypes::ratings)
          .with(
              "count",
              JsonTypes.QUANTITY,
              "all ratings that were revealed",
              item -> item.values().number("count"))
          .with("sum", JsonTypes.QUANTITY, "their sum", item -> item.values().number("sum"))
          .with(
              "doubledMedian",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "the sum of the two middle ratings; null where there are too few",
              item -> Absent.number(item.values(), "doubledMedian"))
          .with(
              "corrected",
              JsonTypes.FLAG,
              "whether a correction was approved",
              item -> item.values().flag("corrected"));

  private FeedbackTypes() {}

  private static List<Long> ratings(Item item) {
    Struct values = item.values();
    return List.of(
        values.number("ones"),
        values.number("twos"),
        values.number("threes"),
        values.number("fours"),
        values.number("fives"));
  }
}
