package org.openledger.precompile.agent;

import java.math.BigInteger;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.spending.AgentStatus;
import org.openledger.precompile.spending.AgentStorage;

/** What more than one function asks for. */
final class Guards {

  private Guards() {}

  static AgentStorage agents(Call call) {
    return new AgentStorage(call.storage());
  }

  /** The agent that the first argument names, or UnknownAgent. */
  static long known(Call call) {
    BigInteger id = call.number(0);
    Call.require(agents(call).isAgent(id), AgentAbi.UNKNOWN_AGENT, id);
    return id.longValueExact();
  }

  /** As above, where it is the caller's; INV-AGENT-02: nobody else decides what it may spend. */
  static long own(Call call) {
    long agent = known(call);
    boolean own = agents(call).owner(agent).equals(call.sender());
    Call.require(own, AgentAbi.NOT_OWNER, agent, call.sender());
    return agent;
  }

  /** As above, where the agent was not revoked. */
  static long ownLive(Call call) {
    long agent = own(call);
    AgentStatus status = agents(call).policy(agent).status();
    Call.require(status != AgentStatus.REVOKED, AgentAbi.WRONG_STATUS, agent, status.code());
    return agent;
  }

  static void requireStatus(Call call, long agent, AgentStatus expected) {
    AgentStatus status = agents(call).policy(agent).status();
    Call.require(status == expected, AgentAbi.WRONG_STATUS, agent, status.code());
  }

  /** The agent has a wallet that has consented. */
  static void requireBound(Call call, long agent) {
    AgentStatus status = agents(call).policy(agent).status();
    Call.require(status.isBound(), AgentAbi.WRONG_STATUS, agent, status.code());
  }

  /** An owner can be credited: INV-FEE-05. */
  static void requirePayable(Address account) {
    Call.require(!NativeAddress.contains(account), AgentAbi.NOT_PAYABLE, account);
  }
}
