package org.openledger.node.query;

import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.node.rpc.PageRequest.PAGE;
import static org.openledger.precompile.host.NativeAddress.AGENTS;
import static org.openledger.precompile.host.NativeAddress.INFERENCE_FEES;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.spending.AgentStatus;

/** Agents, their limits and what they have spent, from the state of a block. */
public final class AgentMethods {

  private record Agent(long id, Struct of) {}

  private record Detail(
      BlockId block, Agent agent, List<Long> models, Struct period, Struct wallet) {}

  private static final Parameter<Long> AGENT =
      Parameter.required("agent", JsonTypes.ID, "Id of an agent");

  private static final ObjectType<Struct> LIMITS =
      ObjectType.<Struct>of("AgentLimits", "What an agent may spend")
          .with(
              "perInference",
              JsonTypes.WEI,
              "most of one inference, or reservation",
              it -> it.word("perInference"))
          .with("perPeriod", JsonTypes.WEI, "most of one period", it -> it.word("perPeriod"))
          .with(
              "periodBlocks",
              JsonTypes.QUANTITY,
              "blocks of a period",
              it -> it.number("periodBlocks"))
          .with(
              "expiry",
              JsonTypes.QUANTITY,
              "last block in which it may spend",
              it -> it.number("expiry"));

  private static final ObjectType<Struct> PERIOD =
      ObjectType.<Struct>of("AgentPeriod", "An agent's present period")
          .with("begin", JsonTypes.QUANTITY, "its first block", it -> it.number("begin"))
          .with("end", JsonTypes.QUANTITY, "the first block behind it", it -> it.number("end"))
          .with("spent", JsonTypes.WEI, "what counts in it", it -> it.word("spent"))
          .with(
              "remaining",
              JsonTypes.WEI,
              "what perPeriod leaves, whatever status and budget say",
              it -> it.word("remaining"));

  private static final ObjectType<Agent> TYPE =
      ObjectType.<Agent>of("Agent", "A wallet that spends an owner's coins within limits")
          .with("agent", JsonTypes.ID, "its id", Agent::id)
          .with("owner", JsonTypes.ADDRESS, "whose it is", it -> it.of().address("owner"))
          .with(
              "wallet",
              JsonTypes.ADDRESS,
              "the account that pays; a plain one before consent and after revocation",
              it -> it.of().address("wallet"))
          .with(
              "status",
              JsonTypes.oneOf(AgentStatus.class),
              "PROPOSED waits for the wallet's consent",
              it -> it.of().constant("status", AgentStatus.class))
          .with("limits", LIMITS, "what it may spend", it -> it.of().struct("limits"))
          .with(
              "anyModel",
              JsonTypes.FLAG,
              "whether it may use every model",
              it -> it.of().flag("anyModel"))
          .with(
              "spent",
              JsonTypes.WEI,
              "what all its payments cost, what came back taken off",
              it -> it.of().word("spent"));

  private static final ObjectType<Detail> DETAIL =
      ObjectType.<Detail>of("AgentDetail", "An agent in a block")
          .with("block", BlockId.TYPE, "the block", Detail::block)
          .including(TYPE, Detail::agent)
          .with(
              "pendingOwner",
              JsonTypes.optional(JsonTypes.ADDRESS),
              "to whom it was offered",
              it -> Absent.address(it.agent().of(), "pendingOwner"))
          .with(
              "metadata",
              JsonTypes.HASH,
              "hash of what describes it",
              it -> it.agent().of().hash("metadata"))
          .with(
              "models",
              JsonTypes.listOf(JsonTypes.ID),
              "the models that it may use; none where it may use every one",
              Detail::models)
          .with("period", PERIOD, "all 0 before consent", Detail::period)
          .with(
              "budget",
              JsonTypes.WEI,
              "what its wallet has prepaid, and its owner can reclaim; 0 while it is no agent's",
              it -> bound(it) ? it.wallet().word("deposit") : BigInteger.ZERO)
          .with(
              "earnings",
              JsonTypes.WEI,
              "what its wallet has earned, and its owner can collect; 0 while it is no agent's",
              it -> bound(it) ? it.wallet().word("earnings") : BigInteger.ZERO);

  private final Queries queries;

  private AgentMethods(Queries queries) {
    this.queries = queries;
  }

  /** The methods. */
  public static List<RpcMethod> of(Queries queries) {
    AgentMethods methods = new AgentMethods(queries);
    return List.of(
        RpcMethod.named("openledger_listAgents", "All agents, by id.")
            .takes(BLOCK, PAGE)
            .answers("agents", Listed.type("Agents", TYPE), methods::listAgents),
        RpcMethod.named(
                "openledger_getAgent",
                "One agent: its limits and models, what it has spent and may spend, its budget."
                    + " What it did is what listInferences and listActivity tell of its wallet.")
            .takes(AGENT, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("agent", DETAIL, methods::getAgent));
  }

  private static boolean bound(Detail agent) {
    return agent.agent().of().constant("status", AgentStatus.class).isBound();
  }

  private Listed<Agent> listAgents(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    BlockState state = page.state();
    return page.numbered(state.number(AGENTS, "agentCount"), id -> Optional.of(agent(state, id)));
  }

  private static Agent agent(BlockState state, long id) throws RpcException {
    return new Agent(id, state.struct(AGENTS, "agent", id));
  }

  private Detail getAgent(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    long id = arguments.get(AGENT);
    Agent agent = agent(state, id);
    BigInteger[] models = (BigInteger[]) state.call(AGENTS, "models", id).at(0);
    return new Detail(
        BlockId.of(state.block()),
        agent,
        Arrays.stream(models).map(BigInteger::longValueExact).toList(),
        state.struct(AGENTS, "period", id),
        state.struct(INFERENCE_FEES, "statement", agent.of().address("wallet")));
  }
}
