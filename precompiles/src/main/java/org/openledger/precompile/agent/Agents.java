package org.openledger.precompile.agent;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.spending.AgentStorage;
import org.openledger.precompile.spending.Limits;
import org.openledger.precompile.spending.Policy;
import org.openledger.precompile.spending.Spent;

/** {@code IAgents}, one class for each subject; here its views. */
public final class Agents {

  private Agents() {}

  /** The contract, ready to be called. */
  public static NativeContract create() {
    Dispatcher.Binding binding = Dispatcher.bind(AgentAbi.ABI, AgentStorage.ACCOUNT);
    Registry.bind(binding);
    Terms.bind(binding);
    Ownership.bind(binding);
    Budget.bind(binding);
    return binding
        .view("agentCount", call -> AbiValues.tuple(Guards.agents(call).count()))
        .view("agentOf", call -> AbiValues.tuple(Guards.agents(call).agentOf(call.address(0))))
        .view("agent", Agents::agent)
        .view("models", Agents::models)
        .view("allows", Agents::allows)
        .view("period", Agents::period)
        .contract();
  }

  private static Tuple agent(Call call) {
    long id = Guards.known(call);
    AgentStorage agents = Guards.agents(call);
    Policy policy = agents.policy(id);
    return AbiValues.tuple(
        AbiValues.tuple(
            agents.owner(id),
            agents.pendingOwner(id),
            agents.wallet(id),
            agents.metadata(id),
            policy.status().code(),
            Terms.tuple(policy.limits()),
            policy.anyModel(),
            agents.spent(id).total()));
  }

  private static Tuple models(Call call) {
    long id = Guards.known(call);
    AgentStorage agents = Guards.agents(call);
    Policy policy = agents.policy(id);
    BigInteger[] models = new BigInteger[policy.anyModel() ? 0 : policy.models()];
    for (int i = 0; i < models.length; i++) {
      models[i] = agents.model(id, i);
    }
    return AbiValues.tuple((Object) models);
  }

  private static Tuple allows(Call call) {
    long id = Guards.known(call);
    AgentStorage agents = Guards.agents(call);
    return AbiValues.tuple(agents.allows(id, agents.policy(id), call.number(1)));
  }

  private static Tuple period(Call call) {
    long id = Guards.known(call);
    AgentStorage agents = Guards.agents(call);
    Limits limits = agents.policy(id).limits();
    Spent last = agents.spent(id);
    if (last.origin() == 0) {
      return AbiValues.tuple(AbiValues.tuple(0L, 0L, 0L, 0L));
    }
    Spent spent = last.at(call.blockNumber(), limits.periodBlocks());
    BigInteger remaining = limits.perPeriod().subtract(spent.inPeriod()).max(BigInteger.ZERO);
    return AbiValues.tuple(
        AbiValues.tuple(
            spent.begin(), spent.begin() + limits.periodBlocks(), spent.inPeriod(), remaining));
  }
}
