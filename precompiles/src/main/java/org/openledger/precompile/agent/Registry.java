package org.openledger.precompile.agent;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.fee.Signatures;
import org.openledger.precompile.fee.TypedData;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.spending.AgentStatus;
import org.openledger.precompile.spending.AgentStorage;
import org.openledger.precompile.spending.Limits;
import org.openledger.precompile.spending.Policy;
import org.openledger.precompile.spending.Spent;
import org.openledger.precompile.system.SystemStorage;

/**
 * How agents come to be. INV-AGENT-02: an account is an agent's wallet only by its own consent, and
 * of one agent at a time.
 */
final class Registry {

  private static final String NAME = "OpenLedger Agents";
  private static final Bytes32 CONSENT =
      Keccak256.hash("AgentConsent(uint256 agent,address owner,address wallet,uint256 expiry)");

  private Registry() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("register", Registry::register)
        .mutateVoid("accept", Registry::accept)
        .mutateVoid("acceptBySig", Registry::acceptBySig)
        .view("consentDigest", call -> AbiValues.tuple(digest(call, Guards.known(call))));
  }

  private static Tuple register(Call call) {
    Address wallet = call.address(0);
    Guards.requirePayable(call.sender());
    boolean other = !wallet.isZero() && !wallet.equals(call.sender());
    Call.require(other && !NativeAddress.contains(wallet), AgentAbi.INVALID_WALLET, wallet);
    Limits limits = Terms.limits(call, call.struct(3));
    AgentStorage agents = Guards.agents(call);
    long agent = agents.add();
    agents.setOwner(agent, call.sender());
    agents.setWallet(agent, wallet);
    agents.setMetadata(agent, call.word(1));
    call.emit(AgentAbi.AGENT_REGISTERED, agent, call.sender(), wallet, call.word(1), call.text(2));
    call.emit(AgentAbi.LIMITS_CHANGED, agent, Terms.tuple(limits));
    Policy policy = new Policy(limits, AgentStatus.PROPOSED, 0);
    Terms.setModels(call, agent, policy, call.flag(4), call.numbers(5));
    return AbiValues.tuple(agent);
  }

  private static void accept(Call call) {
    bind(call, Guards.known(call), call.sender());
  }

  private static void acceptBySig(Call call) {
    long agent = Guards.known(call);
    BigInteger expiry = call.number(1);
    BigInteger block = BigInteger.valueOf(call.blockNumber());
    Call.require(block.compareTo(expiry) <= 0, AgentAbi.CONSENT_EXPIRED, expiry, block);
    Optional<Address> signer =
        Signatures.recover(
            call, digest(call, agent), call.smallNumber(2), call.word(3), call.word(4));
    Call.require(signer.isPresent(), AgentAbi.INVALID_SIGNATURE);
    bind(call, agent, signer.orElseThrow());
  }

  private static void bind(Call call, long agent, Address consenting) {
    AgentStorage agents = Guards.agents(call);
    boolean wallet = agents.wallet(agent).equals(consenting);
    Call.require(wallet, AgentAbi.NOT_WALLET, agent, consenting);
    Guards.requireStatus(call, agent, AgentStatus.PROPOSED);
    long other = agents.agentOf(consenting);
    Call.require(other == 0, AgentAbi.WALLET_TAKEN, consenting, other);
    agents.bind(consenting, agent);
    agents.setPolicy(agent, agents.policy(agent).with(AgentStatus.ACTIVE));
    agents.setSpent(agent, Spent.from(call.blockNumber()));
    Ledger ledger = new Ledger(call.storage());
    ledger.setDeposit(consenting, ledger.deposit(consenting).locked());
    call.emit(AgentAbi.AGENT_ACCEPTED, agent, consenting);
  }

  private static Bytes32 digest(Call call, long agent) {
    call.gas().charge(GasSchedule.TYPED_DATA);
    AgentStorage agents = Guards.agents(call);
    Bytes32 struct =
        TypedData.struct(CONSENT, agent, agents.owner(agent), agents.wallet(agent), call.number(1));
    long chainId = new SystemStorage(call.storage()).configuration().chainId();
    return TypedData.digest(NAME, chainId, AgentStorage.ACCOUNT, struct);
  }
}
