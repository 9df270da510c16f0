package org.openledger.node.history.api;

import org.openledger.node.history.query.Inference;
import org.openledger.node.history.query.Inference.Paid;
import org.openledger.node.history.query.Told;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;

/** How what was told on the chain is written. */
final class ToldTypes {

  static final ObjectType<Told> PLACE =
      ObjectType.<Told>of("Place", "Where a log stands on the chain")
          .with("blockNumber", JsonTypes.QUANTITY, "its block", told -> told.at().block())
          .with("blockHash", JsonTypes.HASH, "hash of the block", Told::blockHash)
          .with("timestamp", JsonTypes.QUANTITY, "of the block, in seconds", Told::timestamp)
          .with("transactionHash", JsonTypes.HASH, "its transaction", Told::transaction)
          .with(
              "transactionIndex",
              JsonTypes.QUANTITY,
              "place of the transaction in the block",
              told -> (long) told.transactionIndex())
          .with(
              "logIndex",
              JsonTypes.QUANTITY,
              "place of the log in the block",
              told -> (long) told.at().log());

  static final ObjectType<Told> TOLD =
      ObjectType.<Told>of("Told", "An event of a native contract")
          .with(
              "contract",
              JsonTypes.STRING,
              "name of the contract",
              told -> told.event().contract().contract())
          .with("event", JsonTypes.STRING, "name of the event", told -> told.event().name())
          .with(
              "arguments",
              EventArguments.TYPE,
              "by their names in the Solidity interface",
              Told::event)
          .including(PLACE, told -> told);

  private static final ObjectType<Paid> PAYOUT =
      ObjectType.<Paid>of("Payout", "What a contributor got of one inference")
          .with("contributor", JsonTypes.ADDRESS, "who", Paid::contributor)
          .with("amount", JsonTypes.WEI, "wei", Paid::amount);

  static final ObjectType<Inference> INFERENCE = inference();

  private ToldTypes() {}

  private static ObjectType<Inference> inference() {
    ObjectType<Inference> type =
        ObjectType.<Inference>of("Inference", "A settled inference")
            .with("model", JsonTypes.ID, "the model", it -> it.told().event().number("model"))
            .with(
                "version",
                JsonTypes.ID,
                "number of the model's version by which it was settled",
                Inference::version)
            .with("payer", JsonTypes.ADDRESS, "who paid", it -> it.told().event().address("payer"))
            .with(
                "request", JsonTypes.WORD, "the payer's number of it", it -> it.amount("request"));
    type = counts(type, "inputTokens", "tokens of the prompt", "inputTokens");
    type = counts(type, "outputTokens", "tokens of the answer", "tokens");
    type = counts(type, "covered", "tokens that have an owner", "covered");
    type = counts(type, "paid", "tokens in runs that are paid", "paid");
    type =
        counts(type, "full", "units of a fully paid answer: the denominator of each share", "full");
    type = wei(type, "gross", "the fee", "fee.gross");
    type = wei(type, "platform", "the platform's part of it", "fee.platform");
    type = wei(type, "creator", "the creator's part", "fee.creator");
    type = wei(type, "stakers", "the stakers' part", "fee.stakers");
    type =
        wei(type, "contributors", "the contributors' part: payouts and sink", "fee.contributors");
    type = wei(type, "sink", "what no contributor gets of it", "sink");
    return type.with(
            "payouts",
            JsonTypes.listOf(PAYOUT),
            "in the order of the first token that each owns",
            Inference::payouts)
        .with(
            "outputCommitment",
            JsonTypes.HASH,
            "salted commitment to the whole answer",
            it -> it.told().event().word("outputCommitment"))
        .with(
            "evidence",
            JsonTypes.HASH,
            "hash of the settlement's evidence",
            it -> it.told().event().word("evidence"))
        .with(
            "proofs",
            JsonTypes.listOf(TOLD),
            "that the serving key signed for it what was wrong",
            Inference::proofs)
        .including(PLACE, Inference::told);
  }

  private static ObjectType<Inference> counts(
      ObjectType<Inference> type, String name, String about, String parameter) {
    return type.with(name, JsonTypes.WORD, about, it -> it.amount(parameter));
  }

  private static ObjectType<Inference> wei(
      ObjectType<Inference> type, String name, String about, String parameter) {
    return type.with(name, JsonTypes.WEI, "wei: " + about, it -> it.amount(parameter));
  }
}
