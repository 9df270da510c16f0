package org.openledger.precompile.agent;

import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.spending.AgentStatus;
import org.openledger.precompile.spending.AgentStorage;

/** Whose an agent is, and whether it may act; owners change as in OpenZeppelin's Ownable2Step. */
final class Ownership {

  private Ownership() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutateVoid("transferOwnership", Ownership::transfer)
        .mutateVoid("acceptOwnership", Ownership::accept)
        .mutateVoid("pause", Ownership::pause)
        .mutateVoid("unpause", Ownership::unpause)
        .mutateVoid("revoke", Ownership::revoke);
  }

  private static void transfer(Call call) {
    long agent = Guards.ownLive(call);
    Address to = call.address(1);
    Guards.requirePayable(to);
    Call.require(!to.equals(Guards.agents(call).wallet(agent)), AgentAbi.INVALID_WALLET, to);
    Guards.agents(call).setPendingOwner(agent, to);
    call.emit(AgentAbi.TRANSFER_STARTED, agent, call.sender(), to);
  }

  private static void accept(Call call) {
    long agent = Guards.known(call);
    AgentStorage agents = Guards.agents(call);
    boolean offered = agents.pendingOwner(agent).equals(call.sender());
    Call.require(offered, AgentAbi.NOT_PENDING_OWNER, agent, call.sender());
    Address previous = agents.owner(agent);
    agents.setPendingOwner(agent, Address.ZERO);
    agents.setOwner(agent, call.sender());
    call.emit(AgentAbi.TRANSFERRED, agent, previous, call.sender());
  }

  private static void pause(Call call) {
    long agent = Guards.own(call);
    Guards.requireStatus(call, agent, AgentStatus.ACTIVE);
    setStatus(call, agent, AgentStatus.PAUSED);
    call.emit(AgentAbi.PAUSED, agent);
  }

  private static void unpause(Call call) {
    long agent = Guards.own(call);
    Guards.requireStatus(call, agent, AgentStatus.PAUSED);
    setStatus(call, agent, AgentStatus.ACTIVE);
    call.emit(AgentAbi.UNPAUSED, agent);
  }

  /** INV-AGENT-03: all that the wallet has in the ledger goes to the owner before it is free. */
  private static void revoke(Call call) {
    long agent = Guards.known(call);
    AgentStorage agents = Guards.agents(call);
    Address wallet = agents.wallet(agent);
    boolean may = call.sender().equals(wallet) || call.sender().equals(agents.owner(agent));
    Call.require(may, AgentAbi.NOT_OWNER, agent, call.sender());
    AgentStatus status = agents.policy(agent).status();
    Call.require(status != AgentStatus.REVOKED, AgentAbi.WRONG_STATUS, agent, status.code());
    if (status.isBound()) {
      Budget.empty(call, agent, wallet);
      agents.release(wallet, agent);
    }
    agents.setPendingOwner(agent, Address.ZERO);
    setStatus(call, agent, AgentStatus.REVOKED);
    call.emit(AgentAbi.AGENT_REVOKED, agent, call.sender());
  }

  private static void setStatus(Call call, long agent, AgentStatus status) {
    AgentStorage agents = Guards.agents(call);
    agents.setPolicy(agent, agents.policy(agent).with(status));
  }
}
