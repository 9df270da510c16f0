package org.openledger.precompile.datanet;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.PackedArray;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the Datanets, as solc lays it out:
 *
 * <pre>
 *   0  uint256 datanetCount
 *   1  uint256 contributionCount
 *   2  mapping(uint256 datanet =&gt; struct {
 *        address owner; address treasury; bytes32 tokenizer; bytes32 licence; uint256 versions })
 *   3  mapping(uint256 datanet =&gt; mapping(address =&gt; bool)) reviewers
 *   4  mapping(uint256 contribution =&gt; struct {
 *        address contributor; uint8 status; uint32 sealedIn; uint32 documents;
 *        uint128 datanet; uint128 tokens;
 *        bytes32 root })
 *   5  mapping(uint256 datanet =&gt; mapping(uint256 version =&gt; struct {
 *        bytes32 segmentRoot; bytes32 indexDigest;
 *        uint64 contributions; uint64 tokens; bool active }))
 *   6  mapping(uint256 datanet =&gt; mapping(uint256 version =&gt;
 *      mapping(address operator =&gt; bytes32 digest))) attestations
 *   7  uint32[2**32] payees, by contribution: numbers in the ledger
 * </pre>
 */
public final class DatanetStorage {

  static final Address ACCOUNT = NativeAddress.DATANETS.address();

  private static final Slot DATANET_COUNT = Slot.of(ACCOUNT, 0);
  private static final Slot CONTRIBUTION_COUNT = Slot.of(ACCOUNT, 1);
  private static final Slot DATANETS = Slot.of(ACCOUNT, 2);
  private static final Slot REVIEWERS = Slot.of(ACCOUNT, 3);
  private static final Slot CONTRIBUTIONS = Slot.of(ACCOUNT, 4);
  private static final Slot VERSIONS = Slot.of(ACCOUNT, 5);
  private static final Slot ATTESTATIONS = Slot.of(ACCOUNT, 6);

  private static final long OWNER = 0;
  private static final long TREASURY = 1;
  private static final long TOKENIZER = 2;
  private static final long LICENCE = 3;
  private static final long VERSION_COUNT = 4;

  private static final Field CONTRIBUTOR = new Field(0, Address.SIZE);
  private static final Field STATUS = CONTRIBUTOR.then(1);
  private static final Field SEALED_IN = STATUS.then(4);
  private static final Field DOCUMENTS = SEALED_IN.then(4);
  private static final Field DATANET = new Field(0, 16);
  private static final Field TOKENS = DATANET.then(16);

  private static final Field VERSION_CONTRIBUTIONS = new Field(0, 8);
  private static final Field VERSION_TOKENS = VERSION_CONTRIBUTIONS.then(8);
  private static final Field ACTIVE = VERSION_TOKENS.then(1);

  /** The payee of a contribution that nobody is paid for. */
  public static final long NOBODY = 0;

  private static final PackedArray PAYEES = new PackedArray(Slot.of(ACCOUNT, 7), 4);

  private final Storage storage;

  public DatanetStorage(Storage storage) {
    this.storage = storage;
  }

  /** How many Datanets there are; ids run from 1. */
  public long datanetCount() {
    return storage.loadLong(DATANET_COUNT);
  }

  /** How many contributions there are; ids run from 1. */
  public long contributionCount() {
    return storage.loadLong(CONTRIBUTION_COUNT);
  }

  /** Whether there is a Datanet with an id. */
  public boolean isDatanet(BigInteger id) {
    return storage.isAmong(DATANET_COUNT, id);
  }

  /** Whether there is a contribution with an id. */
  public boolean isContribution(BigInteger id) {
    return storage.isAmong(CONTRIBUTION_COUNT, id);
  }

  /** Whether a Datanet has a sealed version of a number. */
  public boolean isVersion(long datanet, BigInteger number) {
    return storage.isAmong(datanet(datanet, VERSION_COUNT), number);
  }

  public Address owner(long datanet) {
    return storage.loadAddress(datanet(datanet, OWNER));
  }

  public Address treasury(long datanet) {
    return storage.loadAddress(datanet(datanet, TREASURY));
  }

  public Bytes32 tokenizer(long datanet) {
    return storage.loadBytes(datanet(datanet, TOKENIZER));
  }

  public Bytes32 licence(long datanet) {
    return storage.loadBytes(datanet(datanet, LICENCE));
  }

  /** How many versions of a Datanet are sealed; they are numbered from 1. */
  public long versionCount(long datanet) {
    return storage.loadLong(datanet(datanet, VERSION_COUNT));
  }

  public boolean isReviewer(long datanet, Address account) {
    return storage.loadFlag(REVIEWERS.mapping(datanet).mapping(account));
  }

  /** A contribution; all zero where there is none. */
  public Contribution contribution(long id) {
    Slot at = CONTRIBUTIONS.mapping(id);
    UInt256 head = storage.load(at);
    UInt256 sizes = storage.load(at.member(1));
    return new Contribution(
        DATANET.getLong(sizes),
        CONTRIBUTOR.getAddress(head),
        storage.loadBytes(at.member(2)),
        TOKENS.getLong(sizes),
        DOCUMENTS.getLong(head),
        Status.of(STATUS.getLong(head)),
        SEALED_IN.getLong(head));
  }

  /** Who is paid for a contribution's tokens: a number in the ledger, or {@link #NOBODY}. */
  public long payee(long contribution) {
    return PAYEES.loadLong(storage, contribution);
  }

  /** A sealed version; all zero where there is none. */
  public Version version(long datanet, long number) {
    Slot at = VERSIONS.mapping(datanet).mapping(number);
    UInt256 counts = storage.load(at.member(2));
    return new Version(
        storage.loadBytes(at),
        VERSION_CONTRIBUTIONS.getLong(counts),
        VERSION_TOKENS.getLong(counts),
        storage.loadBytes(at.member(1)),
        ACTIVE.getLong(counts) != 0);
  }

  /** The root of the segment that a version adds. */
  public Bytes32 segmentRoot(long datanet, long version) {
    return storage.loadBytes(VERSIONS.mapping(datanet).mapping(version));
  }

  /** Whether a version is active. */
  public boolean isActive(long datanet, long version) {
    Slot counts = VERSIONS.mapping(datanet).mapping(version).member(2);
    return ACTIVE.getLong(storage.load(counts)) != 0;
  }

  /** The index digest that an operator has attested; zero: none. */
  public Bytes32 attestation(long datanet, long version, Address operator) {
    return storage.loadBytes(attestationSlot(datanet, version, operator));
  }

  long addDatanet(Address owner, Address treasury, Bytes32 tokenizer, Bytes32 licence) {
    long id = datanetCount() + 1;
    storage.store(DATANET_COUNT, id);
    storage.store(datanet(id, OWNER), owner);
    storage.store(datanet(id, TREASURY), treasury);
    storage.store(datanet(id, TOKENIZER), tokenizer);
    storage.store(datanet(id, LICENCE), licence);
    return id;
  }

  void setReviewer(long datanet, Address account, boolean reviewer) {
    storage.store(REVIEWERS.mapping(datanet).mapping(account), reviewer);
  }

  long addContribution(
      long datanet, Address contributor, Bytes32 root, long tokens, long documents) {
    long id = contributionCount() + 1;
    storage.store(CONTRIBUTION_COUNT, id);
    Slot at = CONTRIBUTIONS.mapping(id);
    UInt256 head = CONTRIBUTOR.set(UInt256.ZERO, contributor);
    head = STATUS.set(head, Status.PENDING.code());
    storage.store(at, DOCUMENTS.set(head, documents));
    storage.store(at.member(1), TOKENS.set(DATANET.set(UInt256.ZERO, datanet), tokens));
    storage.store(at.member(2), root);
    PAYEES.store(storage, id, BigInteger.valueOf(new Ledger(storage).register(contributor)));
    return id;
  }

  void setStatus(long contribution, Status status) {
    Slot at = CONTRIBUTIONS.mapping(contribution);
    storage.store(at, STATUS.set(storage.load(at), status.code()));
  }

  void setSealedIn(long contribution, long version) {
    Slot at = CONTRIBUTIONS.mapping(contribution);
    storage.store(at, SEALED_IN.set(storage.load(at), version));
  }

  long addVersion(long datanet, Bytes32 segmentRoot, long contributions, long tokens) {
    long number = versionCount(datanet) + 1;
    storage.store(datanet(datanet, VERSION_COUNT), number);
    Slot at = VERSIONS.mapping(datanet).mapping(number);
    storage.store(at, segmentRoot);
    UInt256 counts = VERSION_CONTRIBUTIONS.set(UInt256.ZERO, contributions);
    storage.store(at.member(2), VERSION_TOKENS.set(counts, tokens));
    return number;
  }

  void setAttestation(long datanet, long version, Address operator, Bytes32 digest) {
    storage.store(attestationSlot(datanet, version, operator), digest);
  }

  void activate(long datanet, long version, Bytes32 digest) {
    Slot at = VERSIONS.mapping(datanet).mapping(version);
    storage.store(at.member(1), digest);
    storage.store(at.member(2), ACTIVE.set(storage.load(at.member(2)), 1));
  }

  private static Slot attestationSlot(long datanet, long version, Address operator) {
    return ATTESTATIONS.mapping(datanet).mapping(version).mapping(operator);
  }

  private static Slot datanet(long id, long member) {
    return DATANETS.mapping(id).member(member);
  }
}
