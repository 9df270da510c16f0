package org.openledger.node.query;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.epoch.EpochState;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.influence.AttesterState;

/** Shapes of attested influence. */
final class InfluenceTypes {

  record Attester(Address account, Struct of) {}

  /**
   * An epoch.
   *
   * @param beginning what it has whether it is closed or not
   * @param closed all zero while it is open
   */
  record Epoch(
      long number,
      boolean open,
      Struct beginning,
      Struct closed,
      long quorum,
      long rerunQuorum,
      List<Address> agreed,
      List<Address> disagreed) {

    /** A field that an open epoch does not have. */
    Optional<Long> later(String name) {
      return Absent.number(closed, name);
    }
  }

  record Influence(
      BlockId block, long model, long epochs, BigInteger held, Optional<Epoch> epoch) {}

  static final ObjectType<Attester> ATTESTER =
      ObjectType.<Attester>of("Attester", "Somebody who attests influence, under a bond")
          .with("address", JsonTypes.ADDRESS, "the account", Attester::account)
          .with(
              "state",
              JsonTypes.oneOf(AttesterState.class),
              "where it stands",
              it -> it.of().constant("state", AttesterState.class))
          .with("seat", JsonTypes.ID, "its bit in sets", it -> it.of().number("seat"))
          .with("bond", JsonTypes.WEI, "its bond", it -> it.of().word("bond"))
          .with(
              "since",
              JsonTypes.QUANTITY,
              "block since which it is active: it signs for epochs that opened later",
              it -> it.of().number("since"))
          .with(
              "unlockBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "first block in which the bond of one that leaves can be withdrawn",
              it -> Absent.number(it.of(), "unlockBlock"))
          .with(
              "agreed",
              JsonTypes.QUANTITY,
              "results that it signed and that were paid",
              it -> it.of().number("agreed"))
          .with(
              "disagreed",
              JsonTypes.QUANTITY,
              "paid epochs of which it signed another result",
              it -> it.of().number("disagreed"))
          .with(
              "absent",
              JsonTypes.QUANTITY,
              "paid epochs of which it signed nothing",
              it -> it.of().number("absent"))
          .with(
              "slashed",
              JsonTypes.QUANTITY,
              "how often it was slashed",
              it -> it.of().number("slashed"));

  private static final ObjectType<Epoch> EPOCH =
      ObjectType.<Epoch>of("InfluenceEpoch", "Inferences of a model that one result pays")
          .with("number", JsonTypes.ID, "its number", Epoch::number)
          .with("open", JsonTypes.FLAG, "whether inferences still add to it", Epoch::open)
          .with(
              "state",
              JsonTypes.oneOf(EpochState.class),
              "where it stands; NONE while it is open",
              it -> it.closed().constant("state", EpochState.class))
          .with(
              "version",
              JsonTypes.ID,
              "version of the model that answered",
              it -> it.beginning().number("version"))
          .with(
              "pool", JsonTypes.WEI, "the contributors' shares", it -> it.beginning().word("pool"))
          .with(
              "opened",
              JsonTypes.QUANTITY,
              "block of its first inference",
              it -> it.beginning().number("opened"))
          .with(
              "deadline",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "last block in which a result can come; null while it is open",
              it -> it.later("deadline"))
          .with(
              "attesters",
              JsonTypes.QUANTITY,
              "how many were active when it opened",
              it -> it.beginning().number("attesters"))
          .with("quorum", JsonTypes.QUANTITY, "signatures that make a result", Epoch::quorum)
          .with(
              "rerunQuorum",
              JsonTypes.QUANTITY,
              "signatures that make a re-run",
              Epoch::rerunQuorum)
          .with(
              "round",
              JsonTypes.QUANTITY,
              "how many results were overturned",
              it -> it.closed().number("round"))
          .with(
              "weightsHash",
              JsonTypes.optional(JsonTypes.HASH),
              "keccak256 of the packed weights that stand; null: none",
              it -> Absent.hash(it.closed(), "weightsHash"))
          .with(
              "agreed",
              JsonTypes.listOf(JsonTypes.ADDRESS),
              "who signed them, by the seats as they are taken now",
              Epoch::agreed)
          .with(
              "disagreed",
              JsonTypes.listOf(JsonTypes.ADDRESS),
              "who signed others, by the seats as they are taken now",
              Epoch::disagreed)
          .with(
              "challengeUntil",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "last block in which they can be challenged",
              it -> it.later("challengeUntil"))
          .with(
              "resolveUntil",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "last block in which a challenge can be decided",
              it -> it.later("resolveUntil"))
          .with(
              "challenger",
              JsonTypes.optional(JsonTypes.ADDRESS),
              "who challenged them",
              it -> Absent.address(it.closed(), "challenger"))
          .with(
              "rerunWeightsHash",
              JsonTypes.optional(JsonTypes.HASH),
              "what a re-run found",
              it -> Absent.hash(it.closed(), "rerunWeightsHash"));

  static final ObjectType<Influence> INFLUENCE =
      ObjectType.<Influence>of("Influence", "What a model's contributors wait for")
          .with("block", BlockId.TYPE, "the block", Influence::block)
          .with("model", JsonTypes.ID, "the model", Influence::model)
          .with(
              "epochs",
              JsonTypes.QUANTITY,
              "how many epochs it has had, the open one included",
              Influence::epochs)
          .with("held", JsonTypes.WEI, "what waits for results, in all", Influence::held)
          .with(
              "epoch",
              JsonTypes.optional(EPOCH),
              "the epoch asked for; null: the model has had none",
              Influence::epoch);

  private InfluenceTypes() {}
}
