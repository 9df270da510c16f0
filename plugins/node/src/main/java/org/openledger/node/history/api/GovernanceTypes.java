package org.openledger.node.history.api;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.history.query.Action;
import org.openledger.node.history.query.Proposal;
import org.openledger.node.history.query.Told;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.Components;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.OutputType;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.governance.ProposalState;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** How proposals, votes and the rules of votes are written. */
final class GovernanceTypes {

  /** What a vote says, with its number in the ABI. */
  enum Support {
    AGAINST,
    FOR,
    ABSTAIN
  }

  /**
   * A proposal.
   *
   * @param told what the chain told of it
   * @param of as {@code IGovernance.proposal} gives it
   * @param quorum votes that must be for it or abstain; empty before its snapshot
   */
  record Stand(Proposal told, Struct of, Optional<BigInteger> quorum) {}

  /** A proposal, and the block that it was read from. */
  record StandIn(BlockId block, Stand proposal) {}

  /** What an account can do by votes. */
  record Power(
      BlockId block,
      Address account,
      BigInteger votes,
      Optional<Address> delegate,
      BigInteger threshold,
      BigInteger nonce) {}

  /** Parameters that the rules of votes are made of. */
  static final List<Parameter> RULE_PARAMETERS =
      List.of(
          Parameter.PROPOSAL_THRESHOLD,
          Parameter.VOTING_DELAY,
          Parameter.VOTING_PERIOD,
          Parameter.TIMELOCK,
          Parameter.PROPOSAL_GRACE,
          Parameter.MAX_ACTIONS,
          Parameter.QUORUM,
          Parameter.TREASURY);

  /**
   * What holds for the next proposal.
   *
   * @param parameters {@link #RULE_PARAMETERS} by their labels
   */
  record Rules(
      BlockId block,
      Map<String, BigInteger> parameters,
      long proposals,
      BigInteger allVotes,
      BigInteger quorum,
      BigInteger treasury,
      List<Role> roles) {}

  private static final OutputType<Action.Decoded> ARGUMENTS =
      new OutputType<>() {
        @Override
        public Map<String, Object> schema(Components components) {
          return EventArguments.TYPE.schema(components);
        }

        @Override
        public Object write(Action.Decoded call) {
          return EventArguments.members(call.function().getInputs(), call.arguments());
        }
      };

  private static final ObjectType<Action> ACTION =
      ObjectType.<Action>of("ProposedAction", "A call that a proposal makes")
          .with("target", JsonTypes.ADDRESS, "whom it calls", Action::target)
          .with(
              "contract",
              JsonTypes.optional(JsonTypes.STRING),
              "name of the native contract",
              it -> it.contract().map(contract -> contract.contract()))
          .with(
              "function",
              JsonTypes.optional(JsonTypes.STRING),
              "name of the function; null where the contract would refuse the call as malformed",
              it -> it.call().map(call -> call.function().getName()))
          .with(
              "arguments",
              JsonTypes.optional(ARGUMENTS),
              "by their names in the Solidity interface",
              Action::call)
          .with("value", JsonTypes.WEI, "wei that it sends", Action::value)
          .with("calldata", JsonTypes.BYTES, "selector and arguments", Action::calldata);

  static final ObjectType<Stand> PROPOSAL = proposal();

  static final ObjectType<StandIn> PROPOSAL_IN =
      ObjectType.<StandIn>of("ProposalDetail", "A proposal in a block")
          .with("block", BlockId.TYPE, "the block", StandIn::block)
          .including(PROPOSAL, StandIn::proposal);

  static final ObjectType<Told> VOTE =
      ObjectType.<Told>of("Vote", "A vote on a proposal")
          .with("voter", JsonTypes.ADDRESS, "who voted", it -> it.event().address("voter"))
          .with("support", JsonTypes.oneOf(Support.class), "what for", GovernanceTypes::support)
          .with(
              "weight",
              JsonTypes.WEI,
              "votes, in wei of gOPEN at the snapshot",
              it -> it.event().amount("weight"))
          .with("reason", JsonTypes.STRING, "why, perhaps empty", it -> it.event().text("reason"))
          .including(ToldTypes.PLACE, it -> it);

  static final ObjectType<Power> POWER =
      ObjectType.<Power>of("VotingPower", "What an account can do by votes")
          .with("block", BlockId.TYPE, "the block", Power::block)
          .with("account", JsonTypes.ADDRESS, "the account", Power::account)
          .with(
              "votes",
              JsonTypes.WEI,
              "its votes at the end of the block, delegated to it by others or itself",
              Power::votes)
          .with(
              "delegate",
              JsonTypes.optional(JsonTypes.ADDRESS),
              "who votes with what it has, itself perhaps; null: nobody",
              Power::delegate)
          .with("threshold", JsonTypes.WEI, "votes that a proposer must have", Power::threshold)
          .with(
              "canPropose",
              JsonTypes.FLAG,
              "whether it can propose in the next block",
              it -> it.votes().compareTo(it.threshold()) >= 0)
          .with(
              "nonce",
              JsonTypes.WORD,
              "the number that its next signed vote carries",
              Power::nonce);

  static final ObjectType<Rules> RULES = rules();

  private GovernanceTypes() {}

  static Support support(Told vote) {
    return Support.values()[Math.toIntExact(vote.event().number("support"))];
  }

  static ProposalState state(Struct proposal) {
    return proposal.constant("state", ProposalState.class);
  }

  private static ObjectType<Stand> proposal() {
    ObjectType<Stand> type =
        ObjectType.<Stand>of("Proposal", "A proposal of Governance")
            .with("id", JsonTypes.WORD, "its id, as the contract hashes it", it -> it.told().id())
            .with(
                "number",
                JsonTypes.ID,
                "from 1, in the order of proposing",
                it -> it.of().number("number"))
            .with("proposer", JsonTypes.ADDRESS, "who proposed", it -> it.of().address("proposer"))
            .with(
                "state",
                JsonTypes.oneOf(ProposalState.class),
                "where it stands, by the names of OpenZeppelin's Governor",
                it -> state(it.of()))
            .with(
                "description",
                JsonTypes.STRING,
                "the text that was proposed",
                it -> it.told().description())
            .with(
                "descriptionHash",
                JsonTypes.HASH,
                "Keccak-256 of it, which queue and execute take",
                it -> Keccak256.hash(it.told().description()))
            .with(
                "actions",
                JsonTypes.listOf(ACTION),
                "what it does, one after another",
                it -> it.told().actions())
            .with(
                "snapshot",
                JsonTypes.QUANTITY,
                "block at whose end votes are counted; they are cast after it",
                it -> it.of().number("voteStart"))
            .with(
                "deadline",
                JsonTypes.QUANTITY,
                "last block in which votes are cast",
                it -> it.of().number("voteEnd"))
            .with(
                "timelock",
                JsonTypes.QUANTITY,
                "blocks between queueing and execution",
                it -> it.of().number("timelock"))
            .with(
                "grace",
                JsonTypes.QUANTITY,
                "blocks in which it must be queued after the vote, and executed after the timelock",
                it -> it.of().number("grace"))
            .with(
                "eta",
                JsonTypes.optional(JsonTypes.QUANTITY),
                "first block in which it can be executed; null: it was not queued",
                it -> Optional.of(it.of().number("eta")).filter(eta -> eta != 0))
            .with(
                "quorumShare",
                JsonTypes.QUANTITY,
                "share of all votes that must be for it or abstain, in parts per 10,000",
                it -> it.of().number("quorum"))
            .with(
                "quorum",
                JsonTypes.optional(JsonTypes.WEI),
                "that share of all votes at the snapshot; null before it",
                Stand::quorum);
    for (Support support : Support.values()) {
      String name = support.name().toLowerCase(Locale.ROOT) + "Votes";
      type = type.with(name, JsonTypes.WEI, "votes so far", it -> it.of().word(name));
    }
    return type.with("created", ToldTypes.PLACE, "where it was proposed", it -> it.told().created())
        .with("queued", ToldTypes.PLACE.orNull(), "where it was queued", step("ProposalQueued"))
        .with(
            "executed", ToldTypes.PLACE.orNull(), "where it was executed", step("ProposalExecuted"))
        .with(
            "canceled",
            ToldTypes.PLACE.orNull(),
            "where it was canceled",
            step("ProposalCanceled"));
  }

  private static java.util.function.Function<Stand, Optional<Told>> step(String event) {
    return it -> it.told().step(event);
  }

  private static ObjectType<Rules> rules() {
    ObjectType<Rules> type =
        ObjectType.<Rules>of("Governance", "The rules that the next proposal goes by")
            .with("block", BlockId.TYPE, "the block", Rules::block);
    type = wei(type, "proposalThreshold", "votes that a proposer must have");
    type = blocks(type, "votingDelay", "blocks between a proposal and its snapshot");
    type = blocks(type, "votingPeriod", "blocks in which votes are cast");
    type = blocks(type, "timelock", "blocks between queueing and execution");
    type =
        blocks(
            type,
            "proposalGrace",
            "blocks in which it must be queued after the vote, and executed after the timelock");
    type = blocks(type, "maxActions", "most actions of one proposal");
    return type.with(
            "quorumShare",
            JsonTypes.QUANTITY,
            "share of all votes that must be for it or abstain, in parts per 10,000",
            it -> parameter(it, "quorum").longValueExact())
        .with(
            "allVotes",
            JsonTypes.WEI,
            "all that could vote at the end of the block before, delegated or not",
            Rules::allVotes)
        .with("quorum", JsonTypes.WEI, "the quorum's share of them", Rules::quorum)
        .with("proposals", JsonTypes.QUANTITY, "how many there have been", Rules::proposals)
        .with(
            "treasuryAccount",
            JsonTypes.ADDRESS,
            "who earns what is the treasury's; votes spend it where that is Governance",
            it -> account(parameter(it, "treasury")))
        .with(
            "treasury", JsonTypes.WEI, "what votes can spend: Governance's credit", Rules::treasury)
        .with(
            "roles",
            JsonTypes.listOf(JsonTypes.oneOf(Role.class)),
            "roles of Governance's address: what votes can do",
            Rules::roles);
  }

  private static ObjectType<Rules> wei(ObjectType<Rules> type, String parameter, String about) {
    return type.with(parameter, JsonTypes.WEI, about, it -> parameter(it, parameter));
  }

  private static ObjectType<Rules> blocks(ObjectType<Rules> type, String parameter, String about) {
    return type.with(
        parameter, JsonTypes.QUANTITY, about, it -> parameter(it, parameter).longValueExact());
  }

  private static BigInteger parameter(Rules rules, String name) {
    BigInteger value = rules.parameters().get(name);
    if (value == null) {
      throw new IllegalArgumentException("no parameter " + name);
    }
    return value;
  }

  private static Address account(BigInteger word) {
    Bytes bytes = Bytes.wrap(word.toByteArray()).trimLeadingZeros();
    return new Address(Bytes.concatenate(Bytes.wrap(new byte[Address.SIZE - bytes.size()]), bytes));
  }
}
