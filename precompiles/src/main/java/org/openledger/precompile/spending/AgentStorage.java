package org.openledger.precompile.spending;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.PackedArray;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the agents, as solc lays it out:
 *
 * <pre>
 *   0  uint256 agentCount
 *   1  mapping(address wallet =&gt; struct { uint64 agent; uint64 last; }) wallets
 *   2  mapping(uint256 agent =&gt; struct {
 *        uint88 perInference; uint88 perPeriod; uint32 periodBlocks; uint32 expiry;
 *        uint8 status; uint8 models;
 *        uint96 spent; uint32 begin; uint32 origin; uint96 total;
 *        address owner; address pendingOwner; address wallet; bytes32 metadata }) agents
 *   3  mapping(uint256 agent =&gt; uint64[64]) models
 * </pre>
 *
 * <p>A settlement reads the first two words of an agent, and writes the second; a list of models is
 * searched by halves. Who is no agent is told by his deposit, which a settlement reads anyway
 * ({@link org.openledger.precompile.ledger.Holding#isLocked}).
 */
public final class AgentStorage {

  public static final Address ACCOUNT = NativeAddress.AGENTS.address();

  private static final Slot COUNT = Slot.of(ACCOUNT, 0);
  private static final Slot WALLETS = Slot.of(ACCOUNT, 1);
  private static final Slot AGENTS = Slot.of(ACCOUNT, 2);
  private static final Slot MODELS = Slot.of(ACCOUNT, 3);

  private static final Field AGENT = new Field(0, 8);
  private static final Field LAST = AGENT.then(8);

  private static final Field PER_INFERENCE = new Field(0, 11);
  private static final Field PER_PERIOD = PER_INFERENCE.then(11);
  private static final Field PERIOD_BLOCKS = PER_PERIOD.then(4);
  private static final Field EXPIRY = PERIOD_BLOCKS.then(4);
  private static final Field STATUS = EXPIRY.then(1);
  private static final Field LISTED = STATUS.then(1);

  private static final Field SPENT = new Field(0, 12);
  private static final Field BEGIN = SPENT.then(4);
  private static final Field ORIGIN = BEGIN.then(4);
  private static final Field TOTAL = ORIGIN.then(12);

  private static final int MOST_OWNERS = 4;

  private final Storage storage;

  public AgentStorage(Storage storage) {
    this.storage = storage;
  }

  /** Whether there is an agent with an id. */
  public boolean isAgent(BigInteger id) {
    return storage.isAmong(COUNT, id);
  }

  public long count() {
    return storage.loadLong(COUNT);
  }

  /** The id of one more agent. */
  public long add() {
    return storage.increment(COUNT);
  }

  /** The agent that an account is the wallet of; 0: of none. */
  public long agentOf(Address wallet) {
    return AGENT.getLong(storage.load(WALLETS.mapping(wallet)));
  }

  /** Makes an account an agent's wallet. */
  public void bind(Address wallet, long agent) {
    UInt256 word = AGENT.set(UInt256.ZERO, agent);
    storage.store(WALLETS.mapping(wallet), LAST.set(word, agent));
  }

  /** Makes a wallet a plain account, of which is known whose wallet it was last. */
  public void release(Address wallet, long agent) {
    storage.store(WALLETS.mapping(wallet), LAST.set(UInt256.ZERO, agent));
  }

  /**
   * Who answers for an account: the owner of the agent whose wallet it is, or was last, and while
   * that owner is a wallet himself, the owner above him, up to the fourth; else the account itself.
   */
  public Address principal(Address account) {
    Address principal = account;
    long agent = LAST.getLong(storage.load(WALLETS.mapping(account)));
    for (int owners = 0; owners < MOST_OWNERS && agent != 0; owners++) {
      Address owner = owner(agent);
      // Two accounts may be each other's: the way up ends before it leads back.
      boolean back = owner.equals(account);
      principal = back ? principal : owner;
      agent = back ? 0 : agentOf(owner);
    }
    return principal;
  }

  public Policy policy(long agent) {
    UInt256 word = storage.load(at(agent, 0));
    Limits limits =
        new Limits(
            number(PER_INFERENCE, word),
            number(PER_PERIOD, word),
            PERIOD_BLOCKS.getLong(word),
            EXPIRY.getLong(word));
    return new Policy(limits, AgentStatus.of(STATUS.getLong(word)), (int) LISTED.getLong(word));
  }

  public void setPolicy(long agent, Policy policy) {
    Limits limits = policy.limits();
    UInt256 word = PER_INFERENCE.set(UInt256.ZERO, limits.perInference());
    word = PER_PERIOD.set(word, limits.perPeriod());
    word = PERIOD_BLOCKS.set(word, limits.periodBlocks());
    word = EXPIRY.set(word, limits.expiry());
    word = STATUS.set(word, policy.status().code());
    storage.store(at(agent, 0), LISTED.set(word, policy.models()));
  }

  /** What was spent, as it was written last: for a block's period see {@link Spent#at}. */
  public Spent spent(long agent) {
    UInt256 word = storage.load(at(agent, 1));
    return new Spent(
        number(SPENT, word), BEGIN.getLong(word), ORIGIN.getLong(word), number(TOTAL, word));
  }

  public void setSpent(long agent, Spent spent) {
    UInt256 word = SPENT.set(UInt256.ZERO, spent.inPeriod());
    word = BEGIN.set(word, spent.begin());
    word = ORIGIN.set(word, spent.origin());
    storage.store(at(agent, 1), TOTAL.set(word, spent.total()));
  }

  public Address owner(long agent) {
    return storage.loadAddress(at(agent, 2));
  }

  public void setOwner(long agent, Address owner) {
    storage.store(at(agent, 2), owner);
  }

  public Address pendingOwner(long agent) {
    return storage.loadAddress(at(agent, 3));
  }

  public void setPendingOwner(long agent, Address owner) {
    storage.store(at(agent, 3), owner);
  }

  public Address wallet(long agent) {
    return storage.loadAddress(at(agent, 4));
  }

  public void setWallet(long agent, Address wallet) {
    storage.store(at(agent, 4), wallet);
  }

  public Bytes32 metadata(long agent) {
    return storage.loadBytes(at(agent, 5));
  }

  public void setMetadata(long agent, Bytes32 hash) {
    storage.store(at(agent, 5), hash);
  }

  /** A model of an agent's list. */
  public BigInteger model(long agent, int index) {
    return models(agent).load(storage, index);
  }

  /** Replaces the first models of an agent's list; those behind it count no more. */
  public void setModels(long agent, BigInteger[] ascending) {
    PackedArray list = models(agent);
    for (int i = 0; i < ascending.length; i++) {
      list.store(storage, i, ascending[i]);
    }
  }

  /** Whether an agent's policy lets it use a model. */
  public boolean allows(long agent, Policy policy, BigInteger model) {
    if (policy.anyModel()) {
      return true;
    }
    int low = 0;
    int high = policy.models();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = model(agent, middle).compareTo(model);
      if (order == 0) {
        return true;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle;
    }
    return false;
  }

  private static PackedArray models(long agent) {
    return new PackedArray(MODELS.mapping(agent), 8);
  }

  private static Slot at(long agent, long word) {
    return AGENTS.mapping(agent).member(word);
  }

  private static BigInteger number(Field field, UInt256 word) {
    return field.get(word).toUnsignedBigInteger();
  }
}
