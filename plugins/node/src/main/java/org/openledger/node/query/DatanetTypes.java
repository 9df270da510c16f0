package org.openledger.node.query;

import java.util.List;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.datanet.BondState;
import org.openledger.precompile.datanet.Standing;
import org.openledger.precompile.datanet.Status;
import org.openledger.precompile.host.Address;

/** How Datanets, contributions and versions are written. */
final class DatanetTypes {

  /** A Datanet as {@code IDatanets.datanet} gives it. */
  record Datanet(long id, Struct of) {}

  /** A Datanet with what only an answer about it alone tells. */
  record DatanetDetail(BlockId block, Datanet datanet, List<Address> reviewers) {}

  /** A contribution as {@code IDatanets.contribution} gives it. */
  record Contribution(long id, Struct of, boolean lapsed) {

    Status status() {
      return of.constant("status", Status.class);
    }

    Standing standing() {
      return of.constant("standing", Standing.class);
    }
  }

  /** A contribution, and the block that it was read from. */
  record ContributionDetail(BlockId block, Contribution contribution) {}

  /** A sealed version as {@code IDatanets.version} gives it. */
  record Version(long datanet, long number, Struct of) {}

  /** A version with who attests its index. */
  record VersionDetail(BlockId block, Version version, long attesting, long operators) {}

  /** What an account may do with a Datanet's data. */
  record Access(BlockId block, boolean granted, Struct expiry, Struct of) {}

  private static final ObjectType<Struct> POLICY =
      ObjectType.<Struct>of("Policy", "The rules of a Datanet")
          .with(
              "direct",
              JsonTypes.FLAG,
              "contributing in one step is allowed",
              policy -> policy.flag("direct"))
          .with(
              "inlineContent",
              JsonTypes.FLAG,
              "content may travel inside transactions",
              policy -> policy.flag("inlineContent"))
          .with("open", JsonTypes.FLAG, "anyone may contribute", policy -> policy.flag("open"))
          .with(
              "openAccess",
              JsonTypes.FLAG,
              "no grant is needed to use the data",
              policy -> policy.flag("openAccess"))
          .with(
              "autoGrant",
              JsonTypes.FLAG,
              "a paid request for access is granted at once",
              policy -> policy.flag("autoGrant"))
          .with(
              "bondPerToken",
              JsonTypes.WEI,
              "bond for each token of a contribution",
              policy -> policy.word("bondPerToken"))
          .with(
              "accessPrice",
              JsonTypes.WEI,
              "price of each block of access",
              policy -> policy.word("accessPrice"))
          .with(
              "quota",
              JsonTypes.QUANTITY,
              "most tokens of one account; 0: no bound",
              policy -> policy.number("quota"));

  static final ObjectType<Datanet> DATANET =
      ObjectType.<Datanet>of("Datanet", "A dataset owned by a community")
          .with("id", JsonTypes.ID, "its id", Datanet::id)
          .with(
              "owner",
              JsonTypes.ADDRESS,
              "who seals versions and changes the policy",
              datanet -> datanet.of().address("owner"))
          .with(
              "pendingOwner",
              JsonTypes.optional(JsonTypes.ADDRESS),
              "to whom the ownership is offered",
              datanet -> Absent.address(datanet.of(), "pendingOwner"))
          .with(
              "treasury",
              JsonTypes.ADDRESS,
              "who receives the price of access and what tokens do not pay to contributors",
              datanet -> datanet.of().address("treasury"))
          .with(
              "tokenizer",
              JsonTypes.STRING,
              "tokenizer of all its content",
              datanet -> datanet.of().text("tokenizer"))
          .with(
              "licence",
              JsonTypes.STRING,
              "SPDX identifier of the licence of contributions",
              datanet -> datanet.of().text("licence"))
          .with(
              "domain",
              JsonTypes.STRING,
              "field of knowledge",
              datanet -> datanet.of().text("domain"))
          .with(
              "schema",
              JsonTypes.HASH,
              "hash of the document that says what a contribution must look like",
              datanet -> datanet.of().hash("schema"))
          .with(
              "versions",
              JsonTypes.QUANTITY,
              "how many sealed versions there are, numbered from 1",
              datanet -> datanet.of().number("versions"))
          .with(
              "quorum",
              JsonTypes.QUANTITY,
              "how many equal verdicts decide",
              datanet -> datanet.of().number("quorum"))
          .with("policy", POLICY, "its rules", datanet -> datanet.of().struct("policy"));

  static final ObjectType<DatanetDetail> DATANET_DETAIL =
      ObjectType.<DatanetDetail>of("DatanetDetail", "A Datanet with its reviewers")
          .with("block", BlockId.TYPE, "the block", DatanetDetail::block)
          .including(DATANET, DatanetDetail::datanet)
          .with(
              "reviewers",
              JsonTypes.listOf(JsonTypes.ADDRESS),
              "who judges contributions, in no particular order",
              DatanetDetail::reviewers);

  static final ObjectType<Contribution> CONTRIBUTION =
      ObjectType.<Contribution>of("Contribution", "A contribution to a Datanet")
          .with(
              "id",
              JsonTypes.ID,
              "its id, and its order among those of all Datanets",
              Contribution::id)
          .with("datanet", JsonTypes.ID, "the Datanet", it -> it.of().number("datanet"))
          .with(
              "contributor",
              JsonTypes.ADDRESS,
              "who contributed, and is paid",
              it -> it.of().address("contributor"))
          .with(
              "root",
              JsonTypes.HASH,
              "Merkle root of the content; while committed, the commitment",
              it -> it.of().hash("root"))
          .with(
              "tokens",
              JsonTypes.QUANTITY,
              "number of tokens of the content",
              it -> it.of().number("tokens"))
          .with(
              "documents",
              JsonTypes.QUANTITY,
              "number of documents; 0 while committed",
              it -> it.of().number("documents"))
          .with("status", JsonTypes.oneOf(Status.class), "where it stands", Contribution::status)
          .with(
              "lapsed",
              JsonTypes.FLAG,
              "whether it was committed and not revealed in time",
              Contribution::lapsed)
          .with(
              "sealedIn",
              JsonTypes.optional(JsonTypes.ID),
              "the version that holds it",
              it -> Absent.number(it.of(), "sealedIn"))
          .with(
              "standing",
              JsonTypes.oneOf(Standing.class),
              "whether anybody is paid for it",
              Contribution::standing)
          .with(
              "duplicateOf",
              JsonTypes.optional(JsonTypes.ID),
              "the earlier contribution that it repeats",
              it -> Absent.number(it.of(), "duplicateOf"))
          .with(
              "deadline",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "while committed, the last block to reveal it",
              it -> Absent.number(it.of(), "deadline"))
          .with(
              "releaseBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "the first block in which its bond can be released",
              it -> Absent.number(it.of(), "releaseBlock"))
          .with("bond", JsonTypes.WEI, "what its contributor put down", it -> it.of().word("bond"))
          .with(
              "bondState",
              JsonTypes.oneOf(BondState.class),
              "what became of that",
              it -> it.of().constant("bondState", BondState.class));

  static final ObjectType<ContributionDetail> CONTRIBUTION_DETAIL =
      ObjectType.<ContributionDetail>of("ContributionDetail", "A contribution in a block")
          .with("block", BlockId.TYPE, "the block", ContributionDetail::block)
          .including(CONTRIBUTION, ContributionDetail::contribution);

  static final ObjectType<Version> VERSION =
      ObjectType.<Version>of("DatanetVersion", "A sealed version of a Datanet")
          .with("datanet", JsonTypes.ID, "the Datanet", Version::datanet)
          .with("version", JsonTypes.ID, "its number", Version::number)
          .with(
              "segmentRoot",
              JsonTypes.HASH,
              "Merkle root of what this version adds",
              version -> version.of().hash("segmentRoot"))
          .with(
              "contributions",
              JsonTypes.QUANTITY,
              "how many contributions this version adds",
              version -> version.of().number("contributions"))
          .with(
              "tokens",
              JsonTypes.QUANTITY,
              "how many tokens they hold",
              version -> version.of().number("tokens"))
          .with(
              "indexDigest",
              JsonTypes.optional(JsonTypes.HASH),
              "digest of the index that is active or scheduled",
              version -> Absent.hash(version.of(), "indexDigest"))
          .with(
              "active",
              JsonTypes.FLAG,
              "whether models may be deployed on it",
              version -> version.of().flag("active"))
          .with(
              "activationBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "the first block in which it can be activated, where that is scheduled",
              version -> Absent.number(version.of(), "activationBlock"));

  static final ObjectType<VersionDetail> VERSION_DETAIL =
      ObjectType.<VersionDetail>of("DatanetVersionDetail", "A version with its attestations")
          .with("block", BlockId.TYPE, "the block", VersionDetail::block)
          .including(VERSION, VersionDetail::version)
          .with(
              "attesting",
              JsonTypes.QUANTITY,
              "how many of the present operators attest the digest",
              VersionDetail::attesting)
          .with(
              "operators",
              JsonTypes.QUANTITY,
              "how many operators there are",
              VersionDetail::operators);

  static final ObjectType<Access> ACCESS =
      ObjectType.<Access>of("Access", "What an account may do with a Datanet's data")
          .with("block", BlockId.TYPE, "the block", Access::block)
          .with("granted", JsonTypes.FLAG, "whether it may use the data", Access::granted)
          .with(
              "expiry",
              JsonTypes.WORD,
              "the first block in which it may not; 2^256 - 1 for the owner and where access is"
                  + " open",
              access -> access.expiry().word("expiry"))
          .with(
              "start",
              JsonTypes.WORD,
              "first block of what was paid for",
              access -> access.of().word("start"))
          .with(
              "paidUntil",
              JsonTypes.WORD,
              "first block behind it",
              access -> access.of().word("paidUntil"))
          .with("paid", JsonTypes.WEI, "what was paid", access -> access.of().word("paid"))
          .with(
              "unused",
              JsonTypes.WEI,
              "what a revocation gives back",
              access -> access.of().word("unused"))
          .with(
              "purpose",
              JsonTypes.HASH,
              "for which it was granted last",
              access -> access.of().hash("purpose"));

  private DatanetTypes() {}
}
