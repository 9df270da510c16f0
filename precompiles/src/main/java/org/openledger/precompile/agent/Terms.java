package org.openledger.precompile.agent;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.spending.AgentStorage;
import org.openledger.precompile.spending.Limits;
import org.openledger.precompile.spending.Policy;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** What an agent may spend, and for which models. A change holds from its block on. */
final class Terms {

  private Terms() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutateVoid("changeLimits", Terms::changeLimits)
        .mutateVoid("changeModels", Terms::changeModels)
        .mutateVoid("changeMetadata", Terms::changeMetadata);
  }

  private static void changeLimits(Call call) {
    long agent = Guards.ownLive(call);
    AgentStorage agents = Guards.agents(call);
    Policy policy = agents.policy(agent);
    Limits limits = limits(call, call.struct(1));
    if (policy.status().isBound() && limits.periodBlocks() != policy.limits().periodBlocks()) {
      // INV-AGENT-01: to change the period forgets nothing.
      long block = call.blockNumber();
      long periodBlocks = policy.limits().periodBlocks();
      agents.setSpent(agent, agents.spent(agent).at(block, periodBlocks).restarted(block));
    }
    agents.setPolicy(agent, policy.with(limits));
    call.emit(AgentAbi.LIMITS_CHANGED, agent, tuple(limits));
  }

  private static void changeModels(Call call) {
    long agent = Guards.ownLive(call);
    Policy policy = Guards.agents(call).policy(agent);
    setModels(call, agent, policy, call.flag(1), call.numbers(2));
  }

  private static void changeMetadata(Call call) {
    long agent = Guards.ownLive(call);
    Guards.agents(call).setMetadata(agent, call.word(1));
    call.emit(AgentAbi.METADATA_CHANGED, agent, call.word(1), call.text(2));
  }

  /** Limits within their bounds. */
  static Limits limits(Call call, Tuple given) {
    BigInteger perInference = given.get(0);
    BigInteger perPeriod = given.get(1);
    for (BigInteger limit : new BigInteger[] {perInference, perPeriod}) {
      boolean fits = limit.compareTo(Limits.MAX_WEI) <= 0;
      Call.require(fits, AgentAbi.LIMIT_OUT_OF_BOUNDS, limit, Limits.MAX_WEI);
    }
    BigInteger blocks = given.get(2);
    Call.require(
        within(blocks, 1, Limits.MAX_PERIOD),
        AgentAbi.PERIOD_OUT_OF_BOUNDS,
        blocks,
        Limits.MAX_PERIOD);
    BigInteger expiry = given.get(3);
    Call.require(
        within(expiry, call.blockNumber(), Limits.MAX_EXPIRY),
        AgentAbi.EXPIRY_OUT_OF_BOUNDS,
        expiry,
        call.blockNumber(),
        Limits.MAX_EXPIRY);
    return new Limits(perInference, perPeriod, blocks.longValueExact(), expiry.longValueExact());
  }

  private static boolean within(BigInteger value, long minimum, long maximum) {
    return value.compareTo(BigInteger.valueOf(minimum)) >= 0
        && value.compareTo(BigInteger.valueOf(maximum)) <= 0;
  }

  /** Writes a policy with the models that it is to allow. */
  static void setModels(Call call, long agent, Policy policy, boolean any, BigInteger[] ascending) {
    Call.require(!any || ascending.length == 0, AgentAbi.LIST_NOT_EMPTY, (long) ascending.length);
    long limit = new SystemStorage(call.storage()).parameterLong(Parameter.MAX_AGENT_MODELS);
    Call.require(
        ascending.length <= limit, AgentAbi.TOO_MANY_MODELS, (long) ascending.length, limit);
    ModelStorage models = new ModelStorage(call.storage());
    for (int i = 0; i < ascending.length; i++) {
      boolean above = i == 0 || ascending[i].compareTo(ascending[i - 1]) > 0;
      Call.require(above, AgentAbi.MODELS_NOT_ASCENDING, (long) i);
      Call.require(models.isModel(ascending[i]), AgentAbi.UNKNOWN_MODEL, ascending[i]);
    }
    AgentStorage agents = Guards.agents(call);
    agents.setModels(agent, ascending);
    agents.setPolicy(agent, policy.withModels(any ? Policy.ANY : ascending.length));
    call.emit(AgentAbi.MODELS_CHANGED, agent, any, ascending);
  }

  /** Limits as the ABI has them. */
  static Tuple tuple(Limits limits) {
    return AbiValues.tuple(
        limits.perInference(), limits.perPeriod(), limits.periodBlocks(), limits.expiry());
  }
}
