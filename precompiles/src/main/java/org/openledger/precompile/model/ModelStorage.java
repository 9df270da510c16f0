package org.openledger.precompile.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the models, as solc lays it out:
 *
 * <pre>
 *   0  uint256 modelCount
 *   1  mapping(uint256 model =&gt; struct {
 *        address servingKey; uint32 creator; uint8 stage; uint16 version; uint32 fromBlock;
 *        uint8 stakersShare;
 *        address pendingCreator; uint16 versionCount; uint8 depth; uint64 parent;
 *        bytes32 tokenizer;
 *        {@link ServingKeys} servingKeys;
 *        {@link VersionStorage} versions })
 * </pre>
 *
 * <p>The first word is what settlements read: the primary serving key, the creator's number in the
 * ledger, the stage, the version that was scheduled last with the first block that it holds, and
 * which part of its stakers' shares goes to what is staked on it: Staking keeps that. Before that
 * block its predecessor is the current version, so no call is needed to bring a change into force.
 */
public final class ModelStorage {

  static final Address ACCOUNT = NativeAddress.MODELS.address();

  private static final Slot MODEL_COUNT = Slot.of(ACCOUNT, 0);
  private static final Slot MODELS = Slot.of(ACCOUNT, 1);

  private static final Field SERVING_KEY = new Field(0, Address.SIZE);
  private static final Field CREATOR = SERVING_KEY.then(4);
  private static final Field STAGE = CREATOR.then(1);
  private static final Field VERSION = STAGE.then(2);
  private static final Field FROM_BLOCK = VERSION.then(4);
  private static final Field STAKERS_SHARE = FROM_BLOCK.then(1);

  private static final Field PENDING_CREATOR = new Field(0, Address.SIZE);
  private static final Field VERSION_COUNT = PENDING_CREATOR.then(2);
  private static final Field DEPTH = VERSION_COUNT.then(1);
  private static final Field PARENT = DEPTH.then(8);

  private static final long FAMILY = 1;
  private static final long TOKENIZER = 2;
  private static final long SERVING_KEYS = 3;
  private static final long VERSIONS = 6;

  private final Storage storage;

  public ModelStorage(Storage storage) {
    this.storage = storage;
  }

  /** How many models there are; ids run from 1. */
  public long modelCount() {
    return storage.loadLong(MODEL_COUNT);
  }

  /** Whether there is a model with an id. */
  public boolean isModel(BigInteger id) {
    return storage.isAmong(MODEL_COUNT, id);
  }

  /** All that settling an inference of a model in a block needs. */
  public Settlement settlement(long model, long block) {
    Slot at = at(model, 0);
    UInt256 head = storage.load(at);
    Stage stage = Stage.of(STAGE.getLong(head));
    if (stage == Stage.NONE) {
      return Settlement.NONE;
    }
    VersionStorage versions = new VersionStorage(storage, at.member(VERSIONS));
    return settlement(versions, head, stage, current(versions, head, block));
  }

  /** As above, by the terms of a version of a model that there is. */
  public Settlement settlementBy(long model, long version) {
    Slot at = at(model, 0);
    UInt256 head = storage.load(at);
    VersionStorage versions = new VersionStorage(storage, at.member(VERSIONS));
    return settlement(versions, head, Stage.of(STAGE.getLong(head)), version);
  }

  /** Whether a version of a model that there is holds, or has held. */
  public boolean hasHeld(long model, BigInteger version) {
    return version.signum() > 0
        && version.compareTo(BigInteger.valueOf(versionCount(model))) <= 0
        && hasHeld(model, version.longValueExact());
  }

  private boolean hasHeld(long model, long version) {
    Version it = versions(model).version(version);
    boolean begun = it.fromBlock() > 0 && it.fromBlock() <= storage.blockNumber();
    return version == 1 || (begun && !it.withdrawn()); // Version 1: from the deployment on.
  }

  private static Settlement settlement(
      VersionStorage versions, UInt256 head, Stage stage, long number) {
    Version version = versions.version(number);
    return new Settlement(
        stage,
        number,
        CREATOR.getLong(head),
        (int) STAKERS_SHARE.getLong(head),
        SERVING_KEY.getAddress(head),
        version.prices(),
        version.attribution(),
        version.influence(),
        version.table().vocabularySize(),
        version.table().hash(),
        version.sink(),
        versions.links(version));
  }

  /** Whether a key may sign a model's receipts: free of gas for the primary one of a settlement. */
  public boolean isServingKey(long model, Settlement settlement, Address key) {
    return !key.isZero() && (key.equals(settlement.servingKey()) || keys(model).contains(key));
  }

  /** As above, or was one until so lately that its model's bond still answers for it. */
  public boolean isDisputable(long model, Settlement settlement, Address key) {
    return isServingKey(model, settlement, key)
        || keys(model).isDisputable(key, storage.blockNumber());
  }

  public Address creator(long model) {
    return account(storage, CREATOR.getLong(head(model)));
  }

  /** Whether an account created a model, is offered it, or may sign its receipts. */
  public boolean isInterested(long model, Address account) {
    return account.equals(creator(model))
        || account.equals(pendingCreator(model))
        || keys(model).contains(account);
  }

  public Stage stage(long model) {
    return Stage.of(STAGE.getLong(head(model)));
  }

  public Bytes32 tokenizer(long model) {
    return storage.loadBytes(at(model, TOKENIZER));
  }

  /** Hash of the current version's weight table. */
  public Bytes32 weightTable(long model) {
    return versions(model).weightTable(version(model));
  }

  /** What the creator fixed with the current version. */
  public Terms terms(long model) {
    return versions(model).terms(version(model), tokenizer(model));
  }

  /** The Datanet versions that the current version builds on, in the order of their linking. */
  public List<Link> links(long model) {
    return versions(model).links(version(model));
  }

  /** The number of the version that is current in the block that is being executed. */
  public long currentVersion(long model) {
    return current(versions(model), head(model), storage.blockNumber());
  }

  /** Which part of its stakers' shares goes to what is staked on it, in parts per 100. */
  public long stakersShare(long model) {
    return STAKERS_SHARE.getLong(head(model));
  }

  /** Set by Staking only: 0 while nothing is staked on the model. */
  public void setStakersShare(long model, long share) {
    storage.store(at(model, 0), STAKERS_SHARE.set(head(model), share));
  }

  /** A model's ancestors, its parent first. */
  List<Long> lineage(long model) {
    List<Long> ancestors = new ArrayList<>();
    for (long parent = parent(model); parent != 0; parent = parent(parent)) {
      ancestors.add(parent);
    }
    return ancestors;
  }

  long depth(long model) {
    return DEPTH.getLong(family(model));
  }

  long parent(long model) {
    return PARENT.getLong(family(model));
  }

  public Address pendingCreator(long model) {
    return PENDING_CREATOR.getAddress(family(model));
  }

  long versionCount(long model) {
    return VERSION_COUNT.getLong(family(model));
  }

  /** The change that has been announced and does not hold yet. */
  Change scheduled(long model) {
    UInt256 head = head(model);
    long fromBlock = FROM_BLOCK.getLong(head);
    return fromBlock > storage.blockNumber()
        ? new Change(VERSION.getLong(head), fromBlock)
        : Change.NONE;
  }

  VersionStorage versions(long model) {
    return new VersionStorage(storage, at(model, VERSIONS));
  }

  ServingKeys keys(long model) {
    return new ServingKeys(storage, at(model, SERVING_KEYS));
  }

  /** Adds a model without a version; what is written next is version 1. */
  long addModel(Address creator, Bytes32 tokenizer, long parent, long depth) {
    long id = storage.increment(MODEL_COUNT);
    UInt256 head = CREATOR.set(UInt256.ZERO, new Ledger(storage).register(creator));
    head = STAGE.set(head, Stage.PROPOSED.code());
    storage.store(at(id, 0), VERSION.set(head, 1));
    UInt256 family = DEPTH.set(UInt256.ZERO, depth);
    storage.store(at(id, FAMILY), PARENT.set(family, parent));
    storage.store(at(id, TOKENIZER), tokenizer);
    return id;
  }

  /** Takes the number of a new version. */
  long nextVersion(long model) {
    UInt256 family = family(model);
    long number = VERSION_COUNT.getLong(family) + 1;
    storage.store(at(model, FAMILY), VERSION_COUNT.set(family, number));
    return number;
  }

  void setStage(long model, Stage stage) {
    storage.store(at(model, 0), STAGE.set(head(model), stage.code()));
  }

  void setChange(long model, Change change) {
    UInt256 head = VERSION.set(head(model), change.version());
    storage.store(at(model, 0), FROM_BLOCK.set(head, change.fromBlock()));
  }

  void setPendingCreator(long model, Address account) {
    storage.store(at(model, FAMILY), PENDING_CREATOR.set(family(model), account));
  }

  void setCreator(long model, Address creator) {
    long number = new Ledger(storage).register(creator);
    storage.store(at(model, 0), CREATOR.set(head(model), number));
  }

  /** Repeats the first serving key where settlements read it. */
  void setPrimaryKey(long model) {
    storage.store(at(model, 0), SERVING_KEY.set(head(model), keys(model).primary()));
  }

  /** The account of a number in the ledger; the zero address for 0. */
  static Address account(Storage storage, long number) {
    return number == 0 ? Address.ZERO : new Ledger(storage).account(number);
  }

  private Version version(long model) {
    return versions(model).version(currentVersion(model));
  }

  private static long current(VersionStorage versions, UInt256 head, long block) {
    long last = VERSION.getLong(head);
    return FROM_BLOCK.getLong(head) <= block ? last : versions.predecessor(last);
  }

  private UInt256 head(long model) {
    return storage.load(at(model, 0));
  }

  private UInt256 family(long model) {
    return storage.load(at(model, FAMILY));
  }

  private static Slot at(long model, long member) {
    return MODELS.mapping(model).member(member);
  }
}
