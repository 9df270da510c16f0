package org.openledger.precompile.governance;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.ContractFixture;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** A network whose governance is admin and governor; three voters have 600, 300 and 100 gOPEN. */
final class GovernanceFixture extends ContractFixture {

  static final String CONTRACT = "Governance";
  static final Address SELF = NativeAddress.GOVERNANCE.address();
  static final Address ALICE = TestNetwork.account(20);
  static final Address BOB = TestNetwork.account(21);
  static final Address CAROL = TestNetwork.account(22);
  static final Address DAVE = TestNetwork.account(23);
  static final long DELAY = 10;
  static final long PERIOD = 20;
  static final long TIMELOCK = 30;
  static final long GRACE = 40;
  static final int AGAINST = 0;
  static final int FOR = 1;
  static final int ABSTAIN = 2;

  /** A call of a native contract. */
  record Action(String contract, Bytes data) {

    static Action of(String contract, String function, Object... arguments) {
      return new Action(contract, TestNetwork.encode(contract, function, arguments));
    }

    Address target() {
      for (NativeAddress address : NativeAddress.values()) {
        if (address.contract().equals(contract)) {
          return address.address();
        }
      }
      throw new IllegalArgumentException(contract);
    }
  }

  private static SortedMap<Parameter, BigInteger> parameters() {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.PROPOSAL_THRESHOLD, wei(100));
    parameters.put(Parameter.VOTING_DELAY, wei(DELAY));
    parameters.put(Parameter.VOTING_PERIOD, wei(PERIOD));
    parameters.put(Parameter.TIMELOCK, wei(TIMELOCK));
    parameters.put(Parameter.PROPOSAL_GRACE, wei(GRACE));
    parameters.put(Parameter.QUORUM, wei(2_000));
    parameters.put(Parameter.STAKE_COOLDOWN, wei(100));
    return parameters;
  }

  GovernanceFixture() {
    super(CONTRACT, parameters());
    network.host.setBlockNumber(1_000);
    for (Role role : List.of(Role.ADMIN, Role.GOVERNOR)) {
      network.send(TestNetwork.ADMIN, "System", "grantRole", role.id(), SELF);
    }
    voter(ALICE, 600);
    voter(BOB, 300);
    voter(CAROL, 100);
    skip(1);
  }

  /** Gives an account gOPEN that votes for itself. */
  void voter(Address account, long amount) {
    network.pay(account, wei(amount), "Staking", "deposit");
    network.send(account, "Staking", "delegate", account);
  }

  BigInteger propose(Address proposer, String description, Action... actions) {
    return send(proposer, "propose", arguments(description, actions)).get(0);
  }

  Tuple queue(String description, Action... actions) {
    return send(DAVE, "queue", hashed(description, actions));
  }

  Tuple execute(String description, Action... actions) {
    return send(DAVE, "execute", hashed(description, actions));
  }

  Tuple vote(Address voter, BigInteger id, int support) {
    return send(voter, "castVote", id, support);
  }

  /** Proposes, lets all vote for it, and queues: it can be executed now. */
  BigInteger pass(String description, Action... actions) {
    BigInteger id = propose(ALICE, description, actions);
    skip(DELAY + 1);
    vote(ALICE, id, FOR);
    skip(PERIOD);
    queue(description, actions);
    skip(TIMELOCK);
    return id;
  }

  /** The whole way of some actions. */
  void decide(String description, Action... actions) {
    pass(description, actions);
    execute(description, actions);
  }

  int state(BigInteger id) {
    return this.<Integer>read("state", id);
  }

  BigInteger parameter(Parameter parameter) {
    return network.read("System", "parameter", parameter.key());
  }

  static Action setParameter(Parameter parameter, long value) {
    return Action.of("System", "setParameter", parameter.key(), value);
  }

  /** Arguments of propose. */
  static Object[] arguments(String description, Action... actions) {
    Address[] targets = Arrays.stream(actions).map(Action::target).toArray(Address[]::new);
    return arguments(description, targets, data(actions));
  }

  static Object[] arguments(Object last, Address[] targets, byte[][] data) {
    BigInteger[] values = new BigInteger[targets.length];
    Arrays.fill(values, BigInteger.ZERO);
    return new Object[] {abi(targets), values, data, last};
  }

  /** Arguments of queue, execute, cancel and hashProposal. */
  static Object[] hashed(String description, Action... actions) {
    Object[] arguments = arguments(description, actions);
    arguments[3] = hash(description);
    return arguments;
  }

  static Bytes32 hash(String description) {
    return Keccak256.hash(
        Bytes.wrap(description.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  static com.esaulpaugh.headlong.abi.Address[] abi(Address... accounts) {
    return Arrays.stream(accounts)
        .map(AbiValues::address)
        .toArray(com.esaulpaugh.headlong.abi.Address[]::new);
  }

  static byte[][] data(Action... actions) {
    return Arrays.stream(actions).map(a -> a.data().toArray()).toArray(byte[][]::new);
  }
}
