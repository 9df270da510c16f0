package org.openledger.integration.network;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/**
 * Calls of the contracts of the economy that meet in the same slots: stake and votes of all
 * accounts, ballots on the newest proposals, one provider's and one client's jobs, bonds of raters
 * and attesters, agents that several hands change.
 */
final class EconomyLoad {

  /** The contracts that it calls. */
  static final List<NativeAddress> CONTRACTS =
      List.of(
          NativeAddress.STAKING,
          NativeAddress.GOVERNANCE,
          NativeAddress.SERVICES,
          NativeAddress.FEEDBACK,
          NativeAddress.AGENTS,
          NativeAddress.INFLUENCE_ATTESTATIONS);

  /**
   * A call, to be signed.
   *
   * @param value wei
   */
  record Call(NativeAddress contract, BigInteger value, Bytes input) {}

  private static final int PROVIDER = 5;
  private static final int CLIENT = 6;
  private static final Bytes32 HASH = Bytes32.repeat((byte) 9);
  private static final TupleType<Tuple> PROPOSAL =
      TupleType.parse("(address[],uint256[],bytes[],bytes32)");

  private final Random random;
  private final List<BigInteger> proposals = new ArrayList<>();
  private int jobs;
  private int agents;

  EconomyLoad(Random random) {
    this.random = random;
  }

  /** What an administrator does before: small bonds, short times, attesters. */
  static List<Call> preparation() {
    SortedMap<Parameter, Long> parameters = new TreeMap<>();
    parameters.put(Parameter.PROPOSAL_THRESHOLD, 1L);
    parameters.put(Parameter.VOTING_DELAY, 1L);
    parameters.put(Parameter.VOTING_PERIOD, 500L);
    parameters.put(Parameter.STAKE_COOLDOWN, 2L);
    parameters.put(Parameter.MIN_PROVIDER_BOND, 100L);
    parameters.put(Parameter.MIN_ATTESTER_BOND, 100L);
    parameters.put(Parameter.ATTESTER_DELAY, 1L);
    List<Call> calls = new ArrayList<>();
    parameters.forEach(
        (parameter, value) ->
            calls.add(call(NativeAddress.SYSTEM, 0, "setParameter", parameter.key(), value)));
    for (int i = 0; i < DevAccounts.FUNDED; i++) {
      calls.add(call(NativeAddress.SYSTEM, 0, "grantRole", Role.ATTESTER.id(), account(i)));
    }
    return calls;
  }

  /** An account's next call; by no means all succeed. */
  Call next(int sender) {
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> staking();
      case 3, 4 -> governance();
      case 5 -> services(sender);
      case 6 -> feedback();
      case 7 -> agents();
      default -> attestations();
    };
  }

  private Call staking() {
    long amount = 1 + random.nextInt(1_000);
    Address other = account(random.nextInt(3));
    return switch (random.nextInt(7)) {
      case 0, 1 -> staking(100 * amount, "deposit");
      case 2 -> staking(0, "delegate", account(random.nextInt(DevAccounts.FUNDED)));
      case 3 -> staking(0, "stake", 0L, amount);
      case 4 -> staking(0, "unstake", 0L, amount);
      case 5 -> staking(0, "withdraw", 0L);
      default -> staking(0, "transfer", other, amount);
    };
  }

  private static Call staking(long value, String function, Object... arguments) {
    return call(NativeAddress.STAKING, value, function, arguments);
  }

  private Call governance() {
    if (proposals.isEmpty() || random.nextInt(4) == 0) {
      return propose();
    }
    BigInteger id =
        proposals.get(proposals.size() - 1 - random.nextInt(Math.min(9, proposals.size())));
    return call(NativeAddress.GOVERNANCE, 0, "castVote", id, random.nextInt(3));
  }

  private Call propose() {
    var targets =
        new com.esaulpaugh.headlong.abi.Address[] {
          AbiValues.address(NativeAddress.SYSTEM.address())
        };
    BigInteger[] values = {BigInteger.ZERO};
    byte[][] calls = {
      call(NativeAddress.SYSTEM, 0, "setParameter", Parameter.MAX_LINEAGE.key(), 8L)
          .input()
          .toArray()
    };
    String description = "load " + random.nextLong();
    byte[] hash = Keccak256.hash(description).toArray();
    byte[] hashed = PROPOSAL.encode(Tuple.of(targets, values, calls, hash)).array();
    proposals.add(Keccak256.hash(Bytes.wrap(hashed)).toUnsignedBigInteger());
    return call(NativeAddress.GOVERNANCE, 0, "propose", targets, values, calls, description);
  }

  private Call services(int sender) {
    long job = 1 + random.nextInt(Math.max(1, jobs));
    int draw = random.nextInt(4);
    if (sender == PROVIDER) {
      Tuple delivery = AbiValues.tuple(HASH, HASH, HASH, 9L, 7L);
      return switch (draw) {
        case 0 -> services(1_000_000, "register", HASH, "ipfs://provider");
        case 1, 2 -> services(0, "acceptJob", job);
        default -> services(0, "deliverJob", job, delivery);
      };
    }
    if (sender == CLIENT && draw != 0) {
      return services(0, draw == 1 ? "cancelJob" : "confirmJob", job);
    }
    if (sender == CLIENT || draw == 0) {
      jobs++;
      Tuple terms =
          AbiValues.tuple(Address.ZERO, 0L, HASH, 500L, 60L, 0L, 900L, 900L, 900L, new Tuple[0]);
      return services(500, "openJob", terms);
    }
    return services(1 + random.nextInt(1_000), "depositBond", account(PROVIDER));
  }

  private static Call services(long value, String function, Object... arguments) {
    return call(NativeAddress.SERVICES, value, function, arguments);
  }

  private Call feedback() {
    long coins = 1 + random.nextInt(1_000);
    return switch (random.nextInt(4)) {
      case 0, 1 -> call(NativeAddress.FEEDBACK, coins, "depositBond");
      case 2 -> call(NativeAddress.FEEDBACK, coins, "fund", 1L);
      default -> call(NativeAddress.FEEDBACK, 0, "withdrawBond");
    };
  }

  private Call agents() {
    long agent = 1 + random.nextInt(Math.max(1, agents));
    return switch (random.nextInt(6)) {
      case 0, 1 -> {
        agents++;
        // A wallet that is none of the accounts whose deposits are withdrawn.
        Address wallet = DevAccounts.of(50 + random.nextInt(5)).address();
        Tuple limits = AbiValues.tuple(1_000L, 9_000L, 50L, 1L << 31);
        yield agents(0, "register", wallet, HASH, "ipfs://agent", limits, true, new BigInteger[0]);
      }
      case 2 -> agents(1 + random.nextInt(1_000), "fund", agent);
      case 3 -> agents(0, "changeMetadata", agent, HASH, "ipfs://other");
      case 4 -> agents(0, "transferOwnership", agent, account(random.nextInt(3)));
      default -> agents(0, "revoke", agent);
    };
  }

  private static Call agents(long value, String function, Object... arguments) {
    return call(NativeAddress.AGENTS, value, function, arguments);
  }

  private Call attestations() {
    NativeAddress contract = NativeAddress.INFLUENCE_ATTESTATIONS;
    return switch (random.nextInt(4)) {
      case 0, 1 -> call(contract, 100 + random.nextInt(1_000), "register");
      case 2 -> call(contract, 0, "leave");
      default -> call(contract, 0, "withdrawBond");
    };
  }

  private static Call call(
      NativeAddress contract, long value, String function, Object... arguments) {
    Function called = ContractAbi.of(contract.contract()).function(function);
    Bytes input = Bytes.wrap(called.encodeCall(AbiValues.tuple(arguments)).array());
    return new Call(contract, BigInteger.valueOf(value), input);
  }

  private static Address account(int index) {
    return DevAccounts.of(index).address();
  }
}
