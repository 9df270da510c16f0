package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** Agents, their consent, limits and budgets, and what their wallets pay within them. */
final class AgentCalls extends FittingCalls {

  private static final int PROPOSED = 1;
  private static final int ACTIVE = 2;
  private static final int PAUSED = 3;

  /** Two that send transactions, and some that only sign. */
  private static final List<Integer> WALLETS =
      List.of(7, 8, 7, 8, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39);

  private record Agent(long id, Tuple it, int wallet) {

    int status() {
      return it.get(4);
    }
  }

  private final Settlements settlements;
  private List<Agent> agents = List.of();

  AgentCalls(Knowledge known, Random random, Settlements settlements) {
    super(NativeAddress.AGENTS, known, random);
    this.settlements = settlements;
  }

  @Override
  void refresh() {
    agents = new ArrayList<>();
    long count = count("agentCount");
    for (long id = Math.max(1, count - 2 * RECENT + 1); id <= count; id++) {
      Tuple it = ask("agent", id).get(0);
      Optional<Integer> wallet = index(it, 2);
      int status = it.get(4);
      if (wallet.isPresent() && status <= PAUSED) {
        agents.add(new Agent(id, it, wallet.get()));
      }
    }
  }

  @Override
  Optional<Draft> next() {
    if (agents.size() < 4 || random.nextInt(12) == 0) {
      return register();
    }
    Agent it = one(agents);
    int owner = mostly(sender(it.it(), 0));
    return switch (it.status()) {
      case PROPOSED -> consent(it);
      case ACTIVE -> random.nextBoolean() ? spend(it) : change(it, owner);
      default -> call(owner, random.nextInt(3) == 0 ? "revoke" : "unpause", it.id());
    };
  }

  private Optional<Draft> register() {
    boolean any = random.nextBoolean();
    return call(
        5 + random.nextInt(2),
        "register",
        DevAccounts.of(one(WALLETS)).address(),
        HASH,
        "ipfs://agent",
        limits(),
        any,
        any ? new BigInteger[0] : new BigInteger[] {BigInteger.ONE});
  }

  private Tuple limits() {
    long fee = 1L << (30 + random.nextInt(20));
    return AbiValues.tuple(
        fee, fee * (1 + random.nextInt(6)), 1L + random.nextInt(9), known.block() + 100);
  }

  private Optional<Draft> consent(Agent it) {
    if (it.wallet() < DevAccounts.FUNDED && random.nextBoolean()) {
      return call(mostly(it.wallet()), "accept", it.id());
    }
    long expiry = known.block() + random.nextInt(30);
    Bytes32 digest = Bytes32.wrap(ask("consentDigest", it.id(), expiry).<byte[]>get(0));
    Bytes signature = wallet(it.wallet()).sign(digest);
    return call(
        random.nextInt(DevAccounts.FUNDED),
        "acceptBySig",
        it.id(),
        expiry,
        signature.get(64) & 0xff,
        Bytes32.wrap(signature.slice(0, 32)),
        Bytes32.wrap(signature.slice(32, 32)));
  }

  /** By InferenceFees, inside of which the limits are: a payment of the wallet, or its budget. */
  private Optional<Draft> spend(Agent it) {
    long model = random.nextInt(4) == 0 ? 2 : 1;
    if (random.nextInt(3) == 0) {
      return pay(random.nextInt(DevAccounts.FUNDED), wei(1 << 30).shiftLeft(20), "fund", it.id());
    }
    return Optional.of(
        it.wallet() < DevAccounts.FUNDED && random.nextBoolean()
            ? settlements.single(model, it.wallet())
            : settlements.batch(model, it.wallet()));
  }

  private Optional<Draft> change(Agent it, int owner) {
    long id = it.id();
    Optional<Integer> offered = index(it.it(), 1).filter(to -> to < DevAccounts.FUNDED);
    if (offered.isPresent() && random.nextBoolean()) {
      return call(mostly(offered.get()), "acceptOwnership", id);
    }
    return switch (random.nextInt(12)) {
      case 0, 1 -> call(owner, "changeLimits", id, limits());
      case 2 -> call(owner, "changeModels", id, true, new BigInteger[0]);
      case 3 -> call(owner, "changeModels", id, false, new BigInteger[] {BigInteger.ONE});
      case 4 -> call(owner, "changeMetadata", id, HASH, "ipfs://" + random.nextInt(9));
      case 5 -> call(owner, "pause", id);
      case 6, 7 -> call(owner, "reclaim", id, wei(1_000));
      case 8 -> call(owner, "collectEarnings", id);
      case 9, 10 -> call(owner, "transferOwnership", id, newOwner());
      default -> random.nextBoolean() ? call(owner, "revoke", id) : Optional.empty();
    };
  }

  private Address newOwner() {
    return Senders.address(5 + random.nextInt(2));
  }
}
