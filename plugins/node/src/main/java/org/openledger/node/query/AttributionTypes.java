package org.openledger.node.query;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.node.query.DatanetTypes.Contribution;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.precompile.host.Address;

/** How an attributed answer is written. */
final class AttributionTypes {

  /** Tokens with one owner that are all paid or all not. */
  record Run(int begin, int end, Optional<Contribution> owner, boolean paid) {}

  /** What a payee gets. */
  record Payout(Address payee, long units, BigInteger amount) {}

  /** An attributed answer. */
  record Attribution(
      BlockId block,
      String tokenizer,
      Bytes ids,
      int tokens,
      int covered,
      Credit credit,
      Parameters parameters,
      BigInteger pool,
      List<Payout> payouts,
      List<Run> runs) {}

  private static final ObjectType<Parameters> RULE =
      ObjectType.<Parameters>of("Rule", "What decides which spans count and what they pay")
          .with(
              "minSpan",
              JsonTypes.QUANTITY,
              "shortest span that counts, in tokens",
              rule -> (long) rule.minSpan())
          .with(
              "minRarity",
              JsonTypes.QUANTITY,
              "least rarity of a span that counts, in bits",
              rule -> (long) rule.minRarityBits())
          .with(
              "maxWeight",
              JsonTypes.QUANTITY,
              "cap of one token's weight, in 1/1,024 bit",
              rule -> (long) rule.maxWeight())
          .with(
              "unit",
              JsonTypes.oneOf(Unit.class),
              "what an attributed token counts",
              Parameters::unit);

  private static final ObjectType<Run> RUN =
      ObjectType.<Run>of("OwnedRun", "Tokens of one owner")
          .with("begin", JsonTypes.QUANTITY, "index of the first token", run -> (long) run.begin())
          .with("end", JsonTypes.QUANTITY, "index after the last token", run -> (long) run.end())
          .with(
              "contribution",
              JsonTypes.optional(JsonTypes.ID),
              "the owning contribution; null where the tokens are nobody's",
              run -> run.owner().map(Contribution::id))
          .with(
              "datanet",
              JsonTypes.optional(JsonTypes.ID),
              "its Datanet",
              run -> run.owner().map(owner -> owner.of().number("datanet")))
          .with(
              "contributor",
              JsonTypes.optional(JsonTypes.ADDRESS),
              "who contributed it",
              run -> run.owner().map(owner -> owner.of().address("contributor")))
          .with(
              "paid",
              JsonTypes.FLAG,
              "whether they pay their contributor: the run is long and rare enough by itself",
              Run::paid);

  private static final ObjectType<Payout> PAYOUT =
      ObjectType.<Payout>of("AttributedPayout", "What a contributor gets")
          .with("payee", JsonTypes.ADDRESS, "the contributor", Payout::payee)
          .with("units", JsonTypes.QUANTITY, "units of his paid tokens", Payout::units)
          .with("amount", JsonTypes.WEI, "pool · units / full, rounded down", Payout::amount);

  static final ObjectType<Attribution> ATTRIBUTION =
      ObjectType.<Attribution>of("Attribution", "Whose an answer is and what it pays")
          .with("block", BlockId.TYPE, "the block", Attribution::block)
          .with("tokenizer", JsonTypes.STRING, "the tokenizer", Attribution::tokenizer)
          .with("ids", JsonTypes.BYTES, "the answer's packed token ids", Attribution::ids)
          .with("rule", RULE, "the rule that was used", Attribution::parameters)
          .with("tokens", JsonTypes.QUANTITY, "tokens of the answer", it -> (long) it.tokens())
          .with(
              "covered", JsonTypes.QUANTITY, "tokens that have an owner", it -> (long) it.covered())
          .with(
              "paid",
              JsonTypes.QUANTITY,
              "tokens in runs that are paid",
              it -> (long) it.credit().paidTokens())
          .with(
              "full",
              JsonTypes.QUANTITY,
              "units of an answer that is paid throughout",
              it -> it.credit().full())
          .with("pool", JsonTypes.WEI, "what is shared out", Attribution::pool)
          .with(
              "payouts",
              JsonTypes.listOf(PAYOUT),
              "contributors with units, by the first token that each owns",
              Attribution::payouts)
          .with(
              "sink", JsonTypes.WEI, "what no contributor gets", it -> it.credit().sink(it.pool()))
          .with(
              "runs",
              JsonTypes.listOf(RUN),
              "the owners, in the order of the tokens",
              Attribution::runs);

  private AttributionTypes() {}
}
