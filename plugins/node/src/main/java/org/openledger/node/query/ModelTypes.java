package org.openledger.node.query;

import java.util.List;
import java.util.Optional;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.model.Stage;
import org.openledger.precompile.model.VersionState;

/** How models and their versions are written. */
final class ModelTypes {

  /** A model in a list. */
  record Model(
      long id, Address creator, Stage stage, Optional<Long> parent, long current, long versions) {}

  /** A change that was announced and does not hold yet. */
  record Scheduled(long version, long fromBlock) {}

  /** A version as {@code IModels.version} gives it. */
  record Version(long model, long number, Struct of) {}

  /** A version, and the block that it was read from. */
  record VersionDetail(BlockId block, Version version) {}

  /** A model with all that belongs to it. */
  record ModelDetail(
      BlockId block,
      Model model,
      Optional<Address> pendingCreator,
      List<Long> lineage,
      List<Address> servingKeys,
      Optional<Scheduled> scheduled,
      Version version,
      Struct accrued,
      Struct bond) {}

  static final ObjectType<Model> MODEL =
      ObjectType.<Model>of("Model", "A model")
          .with("id", JsonTypes.ID, "its id", Model::id)
          .with(
              "creator",
              JsonTypes.ADDRESS,
              "who earns the creator's share of what is settled from now on",
              Model::creator)
          .with("stage", JsonTypes.oneOf(Stage.class), "where it stands", Model::stage)
          .with(
              "parent",
              JsonTypes.optional(JsonTypes.ID),
              "the model that it was made from",
              Model::parent)
          .with(
              "currentVersion",
              JsonTypes.QUANTITY,
              "the version that a settlement in this block uses",
              Model::current)
          .with(
              "versions",
              JsonTypes.QUANTITY,
              "how many versions there are, numbered from 1",
              Model::versions);

  private static final ObjectType<Struct> TERMS =
      ObjectType.<Struct>of("Terms", "What the creator fixes with a version")
          .with(
              "baseModel",
              JsonTypes.HASH,
              "hash of the base model's weights",
              terms -> terms.hash("baseModel"))
          .with(
              "adapter",
              JsonTypes.optional(JsonTypes.HASH),
              "hash of the fine-tuned adapter",
              terms -> Absent.hash(terms, "adapter"))
          .with("tokenizer", JsonTypes.STRING, "its tokenizer", terms -> terms.text("tokenizer"))
          .with(
              "configuration",
              JsonTypes.optional(JsonTypes.HASH),
              "hash of the serving configuration",
              terms -> Absent.hash(terms, "configuration"))
          .with(
              "inputRate",
              JsonTypes.WEI,
              "price of 1,000 input tokens",
              terms -> terms.word("inputRate"))
          .with(
              "outputRate",
              JsonTypes.WEI,
              "price of 1,000 output tokens",
              terms -> terms.word("outputRate"))
          .with(
              "creatorShare",
              JsonTypes.QUANTITY,
              "parts per 10,000 of the net fee",
              terms -> terms.number("creatorShare"))
          .with(
              "stakersShare",
              JsonTypes.QUANTITY,
              "parts per 10,000 of the net fee",
              terms -> terms.number("stakersShare"))
          .with(
              "contributorsShare",
              JsonTypes.QUANTITY,
              "parts per 10,000 of the net fee",
              terms -> terms.number("contributorsShare"))
          .with(
              "minSpan",
              JsonTypes.QUANTITY,
              "shortest span that counts, in tokens",
              terms -> terms.number("minSpan"))
          .with(
              "minRarity",
              JsonTypes.QUANTITY,
              "least rarity of a span that counts, in bits",
              terms -> terms.number("minRarity"))
          .with(
              "maxWeight",
              JsonTypes.QUANTITY,
              "cap of one token's weight, in 1/1,024 bit",
              terms -> terms.number("maxWeight"))
          .with(
              "unit",
              JsonTypes.oneOf(Pay.class),
              "how contributors are paid: what an attributed token counts, or by attested"
                  + " influence",
              terms -> terms.constant("unit", Pay.class))
          .with(
              "sink",
              JsonTypes.optional(JsonTypes.ADDRESS),
              "who receives what tokens do not pay to contributors; null: the treasuries of the"
                  + " linked Datanets",
              terms -> Absent.address(terms, "sink"));

  /** How a version pays its contributors, in the order of the interface. */
  enum Pay {
    TOKENS,
    RARITY,
    INFLUENCE
  }

  private static final ObjectType<Struct> LINK =
      ObjectType.<Struct>of("Link", "A sealed Datanet version, and with it all those before it")
          .with("datanet", JsonTypes.ID, "the Datanet", link -> link.number("datanet"))
          .with("version", JsonTypes.ID, "the version's number", link -> link.number("version"));

  static final ObjectType<Version> VERSION =
      ObjectType.<Version>of("ModelVersion", "A version of a model")
          .with("model", JsonTypes.ID, "the model", Version::model)
          .with("version", JsonTypes.ID, "its number", Version::number)
          .with(
              "state",
              JsonTypes.oneOf(VersionState.class),
              "where it stands in this block",
              version -> version.of().constant("state", VersionState.class))
          .with(
              "fromBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "first block whose settlements use it",
              version -> Absent.number(version.of(), "fromBlock"))
          .with(
              "predecessor",
              JsonTypes.optional(JsonTypes.ID),
              "the version that was current before it",
              version -> Absent.number(version.of(), "predecessor"))
          .with(
              "source",
              JsonTypes.QUANTITY,
              "the version whose model, data and attribution it has",
              version -> version.of().number("source"))
          .with(
              "weightTable",
              JsonTypes.HASH,
              "SHA-256 of the table of token weights",
              version -> version.of().hash("weightTable"))
          .with("terms", TERMS, "what it fixes", version -> version.of().struct("terms"))
          .with(
              "links",
              JsonTypes.listOf(LINK),
              "the data that it builds on",
              version -> version.of().structs("links"));

  static final ObjectType<VersionDetail> VERSION_DETAIL =
      ObjectType.<VersionDetail>of("ModelVersionDetail", "A version of a model in a block")
          .with("block", BlockId.TYPE, "the block", VersionDetail::block)
          .including(VERSION, VersionDetail::version);

  private static final ObjectType<Scheduled> SCHEDULED =
      ObjectType.<Scheduled>of("ScheduledVersion", "A change that is announced")
          .with("version", JsonTypes.ID, "the version", Scheduled::version)
          .with("fromBlock", JsonTypes.QUANTITY, "from when on it holds", Scheduled::fromBlock);

  private static final ObjectType<Struct> ACCRUED =
      ObjectType.<Struct>of("Accrued", "What a model has earned and nobody has collected")
          .with("creator", JsonTypes.WEI, "for its creator", accrued -> accrued.word("creator"))
          .with("sink", JsonTypes.WEI, "for its sink", accrued -> accrued.word("sink"))
          .with(
              "stakers",
              JsonTypes.WEI,
              "for what is staked on it",
              accrued -> accrued.word("stakers"));

  private static final ObjectType<Struct> BOND =
      ObjectType.<Struct>of("ServingBond", "What answers for a model's receipts")
          .with("bond", JsonTypes.WEI, "all of it", bond -> bond.word("bond"))
          .with(
              "unlocking",
              JsonTypes.WEI,
              "the part of it that a withdrawal was announced for",
              bond -> bond.word("unlocking"))
          .with(
              "unlockBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "first block in which that can be finished",
              bond -> Absent.number(bond, "unlockBlock"));

  static final ObjectType<ModelDetail> MODEL_DETAIL =
      ObjectType.<ModelDetail>of("ModelDetail", "A model with all that belongs to it")
          .with("block", BlockId.TYPE, "the block", ModelDetail::block)
          .including(MODEL, ModelDetail::model)
          .with(
              "pendingCreator",
              JsonTypes.optional(JsonTypes.ADDRESS),
              "to whom it was offered",
              ModelDetail::pendingCreator)
          .with(
              "lineage",
              JsonTypes.listOf(JsonTypes.ID),
              "its ancestors, its parent first",
              ModelDetail::lineage)
          .with(
              "servingKeys",
              JsonTypes.listOf(JsonTypes.ADDRESS),
              "who may sign its receipts",
              ModelDetail::servingKeys)
          .with("scheduled", SCHEDULED.orNull(), "the change to come", ModelDetail::scheduled)
          .with(
              "version",
              VERSION,
              "the current version; version 1 while it is not deployed",
              ModelDetail::version)
          .with("accrued", ACCRUED, "what is not collected", ModelDetail::accrued)
          .with("servingBond", BOND, "what answers for its receipts", ModelDetail::bond);

  private ModelTypes() {}
}
