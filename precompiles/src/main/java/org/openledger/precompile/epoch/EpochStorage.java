package org.openledger.precompile.epoch;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * Epochs of INFLUENCE models, part of the storage of InfluenceAttestations, as solc lays it out:
 *
 * <pre>
 *   0  struct { uint112 liabilities; uint8 active; uint40 liableUntil; uint64 seated } registry
 *   3  mapping(uint256 model =&gt; struct { {@link OpenEpoch}; uint256 held }) models
 *   4  mapping(uint256 model =&gt; mapping(uint256 epoch =&gt; struct {
 *        {@link Epoch};
 *        bytes32 weights; uint256 agreed; uint256 disagreed;
 *        uint40 challengeUntil; uint40 resolveUntil; address challenger;
 *        uint96 challengeBond; bytes32 rerunWeights; uint256 rerunSeats })) epochs
 * </pre>
 *
 * <p>A settlement of an INFLUENCE model writes one word, that of the open epoch. The coins stay in
 * InferenceFees, where they are owed. INV-INF-01: a model's held + pool of its open epoch = Σ pools
 * of its epochs that are neither paid nor forfeited.
 */
public final class EpochStorage {

  /** The contract that decides over them. */
  public static final Address ACCOUNT = NativeAddress.INFLUENCE_ATTESTATIONS.address();

  /** Which attesters there are, and what is owed to them. */
  public static final Slot REGISTRY = Slot.of(ACCOUNT, 0);

  /** Attesters whose signatures count. */
  public static final Field ACTIVE = new Field(14, 1);

  private static final Slot MODELS = Slot.of(ACCOUNT, 3);
  private static final Slot EPOCHS = Slot.of(ACCOUNT, 4);

  private static final long HELD = 1;

  private static final long WEIGHTS = 1;
  private static final long AGREED = 2;
  private static final long DISAGREED = 3;
  private static final long CHALLENGE = 4;
  private static final long CHALLENGE_BOND = 5;
  private static final long RERUN_WEIGHTS = 6;
  private static final long RERUN_SEATS = 7;

  private static final Field CHALLENGE_UNTIL = new Field(0, 5);
  private static final Field RESOLVE_UNTIL = CHALLENGE_UNTIL.then(5);
  private static final Field CHALLENGER = RESOLVE_UNTIL.then(Address.SIZE);

  private final Storage storage;

  public EpochStorage(Storage storage) {
    this.storage = storage;
  }

  /** The epoch that settlements of a model add to. */
  public OpenEpoch open(long model) {
    return OpenEpoch.of(storage.load(MODELS.mapping(model)));
  }

  /**
   * The epoch that settlements in this block, by a version, add to: the open one, or a new one in
   * its place. Call {@link #setOpen} with it.
   */
  public OpenEpoch current(long model, long version) {
    OpenEpoch open = open(model);
    long block = storage.blockNumber();
    if (open.isOpen() && open.version() == version && block < open.end()) {
      return open;
    }
    close(model, open);
    SystemStorage system = new SystemStorage(storage);
    return new OpenEpoch(
        open.number() + 1,
        version,
        block,
        block + system.parameterLong(Parameter.INFLUENCE_EPOCH),
        system.parameterLong(Parameter.RESULT_WINDOW),
        BigInteger.ZERO,
        ACTIVE.getLong(storage.load(REGISTRY)));
  }

  public void setOpen(long model, OpenEpoch epoch) {
    storage.store(MODELS.mapping(model), epoch.word());
  }

  /** Ends the open epoch where its last block has passed, so that a result can come. */
  public void closeEnded(long model) {
    OpenEpoch open = open(model);
    if (open.isOpen() && storage.blockNumber() >= open.end()) {
      close(model, open);
      setOpen(model, open.closed());
    }
  }

  private void close(long model, OpenEpoch open) {
    if (open.isOpen()) {
      set(model, open.number(), open.awaiting(storage.blockNumber()));
      addHeld(model, open.pool());
    }
  }

  /** Wei of a model's closed epochs that were neither paid nor forfeited. */
  public BigInteger held(long model) {
    return storage.loadNumber(MODELS.mapping(model).member(HELD));
  }

  /** Adds to what is held for a model's closed epochs; a negative change takes from it. */
  public void addHeld(long model, BigInteger change) {
    storage.store(MODELS.mapping(model).member(HELD), held(model).add(change));
  }

  /** A closed epoch; in state {@link EpochState#NONE} where there is none. */
  public Epoch epoch(long model, long number) {
    return Epoch.of(storage.load(at(model, number)));
  }

  public void set(long model, long number, Epoch epoch) {
    storage.store(at(model, number), epoch.word());
  }

  /** The result that stands for a closed epoch. */
  public Result result(long model, long number) {
    Slot at = at(model, number);
    UInt256 challenge = storage.load(at.member(CHALLENGE));
    return new Result(
        storage.loadBytes(at.member(WEIGHTS)),
        storage.loadNumber(at.member(AGREED)),
        storage.loadNumber(at.member(DISAGREED)),
        CHALLENGE_UNTIL.getLong(challenge),
        RESOLVE_UNTIL.getLong(challenge),
        CHALLENGER.getAddress(challenge),
        storage.loadNumber(at.member(CHALLENGE_BOND)),
        storage.loadBytes(at.member(RERUN_WEIGHTS)),
        storage.loadNumber(at.member(RERUN_SEATS)));
  }

  /** Writes a result; words that do not change cost a warm touch. */
  public void setResult(long model, long number, Result result) {
    Slot at = at(model, number);
    storage.store(at.member(WEIGHTS), result.weights());
    storage.store(at.member(AGREED), result.agreed());
    storage.store(at.member(DISAGREED), result.disagreed());
    UInt256 challenge = CHALLENGE_UNTIL.set(UInt256.ZERO, result.challengeUntil());
    challenge = RESOLVE_UNTIL.set(challenge, result.resolveUntil());
    storage.store(at.member(CHALLENGE), CHALLENGER.set(challenge, result.challenger()));
    storage.store(at.member(CHALLENGE_BOND), result.challengeBond());
    storage.store(at.member(RERUN_WEIGHTS), result.rerunWeights());
    storage.store(at.member(RERUN_SEATS), result.rerunSeats());
  }

  private static Slot at(long model, long number) {
    return EPOCHS.mapping(model).mapping(number);
  }
}
