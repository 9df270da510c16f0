package org.openledger.precompile.datanet;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.AddressSet;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.PackedArray;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the Datanets, as solc lays it out:
 *
 * <pre>
 *   0  uint256 datanetCount
 *   1  uint256 contributionCount                           {@link ContributionStorage}
 *   2  mapping(uint256 datanet =&gt; struct {
 *        address owner; uint16 quorum; address treasury; bytes32 tokenizer; bytes32 licence;
 *        uint256 versions; address pendingOwner; bytes32 domain; bytes32 schema;
 *        struct { one word, see {@link Policy} } policy })
 *   3  mapping(uint256 datanet =&gt; {@link AddressSet}) reviewers
 *   4  mapping(uint256 contribution =&gt; struct) contributions {@link ContributionStorage}
 *   5  mapping(…) versions                                 {@link VersionStorage}
 *   6  mapping(…) attestations                             {@link VersionStorage}
 *   7  uint32[2**32] payees, by contribution: numbers in the ledger
 *   7 + 2**29
 *      mapping(…) votes                                    {@link ContributionStorage}
 *   8 + 2**29
 *      mapping(uint256 datanet =&gt; mapping(address =&gt; bool)) allowed
 *   9 + 2**29
 *      mapping(uint256 datanet =&gt; mapping(address =&gt; uint256 tokens)) quotaUsed
 *  10 + 2**29 … 12 + 2**29
 *      requests and access                                 {@link AccessStorage}
 *  13 + 2**29
 *      uint256 liabilities
 * </pre>
 */
public final class DatanetStorage {

  static final Address ACCOUNT = NativeAddress.DATANETS.address();

  /** First slot behind the payees. */
  static final long BEHIND_PAYEES = 7 + (1L << 29);

  /** The payee of a contribution that nobody is paid for. */
  public static final long NOBODY = 0;

  private static final Slot DATANET_COUNT = Slot.of(ACCOUNT, 0);
  private static final Slot DATANETS = Slot.of(ACCOUNT, 2);
  private static final Slot REVIEWERS = Slot.of(ACCOUNT, 3);
  private static final PackedArray PAYEES = new PackedArray(Slot.of(ACCOUNT, 7), 4);
  private static final Slot ALLOWED = Slot.of(ACCOUNT, BEHIND_PAYEES + 1);
  private static final Slot QUOTA_USED = Slot.of(ACCOUNT, BEHIND_PAYEES + 2);
  private static final Slot LIABILITIES = Slot.of(ACCOUNT, BEHIND_PAYEES + 6);

  private static final long OWNER = 0;
  private static final long TREASURY = 1;
  private static final long TOKENIZER = 2;
  private static final long LICENCE = 3;
  private static final long VERSION_COUNT = 4;
  private static final long PENDING_OWNER = 5;
  private static final long DOMAIN = 6;
  private static final long SCHEMA = 7;
  private static final long POLICY = 8;

  private static final Field OWNER_ACCOUNT = new Field(0, Address.SIZE);
  private static final Field QUORUM = OWNER_ACCOUNT.then(2);

  private final Storage storage;

  public DatanetStorage(Storage storage) {
    this.storage = storage;
  }

  /** How many Datanets there are; ids run from 1. */
  public long datanetCount() {
    return storage.loadLong(DATANET_COUNT);
  }

  /** Whether there is a Datanet with an id. */
  public boolean isDatanet(BigInteger id) {
    return storage.isAmong(DATANET_COUNT, id);
  }

  /** Whether a Datanet has a sealed version of a number. */
  public boolean isVersion(long datanet, BigInteger number) {
    return storage.isAmong(datanet(datanet, VERSION_COUNT), number);
  }

  public Address owner(long datanet) {
    return OWNER_ACCOUNT.getAddress(storage.load(datanet(datanet, OWNER)));
  }

  /** To whom the ownership is offered; zero: to nobody. */
  Address pendingOwner(long datanet) {
    return storage.loadAddress(datanet(datanet, PENDING_OWNER));
  }

  /** How many equal verdicts decide. */
  long quorum(long datanet) {
    return QUORUM.getLong(storage.load(datanet(datanet, OWNER)));
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

  Bytes32 domain(long datanet) {
    return storage.loadBytes(datanet(datanet, DOMAIN));
  }

  Bytes32 schema(long datanet) {
    return storage.loadBytes(datanet(datanet, SCHEMA));
  }

  Policy policy(long datanet) {
    return Policy.of(storage.load(datanet(datanet, POLICY)));
  }

  /** How many versions of a Datanet are sealed; they are numbered from 1. */
  public long versionCount(long datanet) {
    return storage.loadLong(datanet(datanet, VERSION_COUNT));
  }

  /** Who judges a Datanet's contributions. */
  AddressSet reviewers(long datanet) {
    return new AddressSet(storage, REVIEWERS.mapping(datanet));
  }

  /** Whether an account is on a Datanet's list of contributors. */
  boolean isListed(long datanet, Address account) {
    return storage.loadFlag(ALLOWED.mapping(datanet).mapping(account));
  }

  /** Tokens of an account that count against a Datanet's quota. */
  BigInteger quotaUsed(long datanet, Address account) {
    return storage.loadNumber(QUOTA_USED.mapping(datanet).mapping(account));
  }

  /** Who is paid for a contribution's tokens: a number in the ledger, or {@link #NOBODY}. */
  public long payee(long contribution) {
    return PAYEES.loadLong(storage, contribution);
  }

  /** Who made a contribution; zero where there is none of the number. */
  public Address contributor(BigInteger contribution) {
    ContributionStorage contributions = new ContributionStorage(storage);
    return contributions.isContribution(contribution)
        ? contributions.contribution(contribution.longValueExact()).contributor()
        : Address.ZERO;
  }

  /** The Datanet of a contribution; 0 where there is no such contribution. */
  public long datanetOf(long contribution) {
    return new ContributionStorage(storage).datanet(contribution);
  }

  /** The version of its Datanet that a contribution was sealed in; 0: none. */
  public long sealedIn(long contribution) {
    return new ContributionStorage(storage).sealedIn(contribution);
  }

  /** The root of the segment that a version adds. */
  public Bytes32 segmentRoot(long datanet, long version) {
    return new VersionStorage(storage).segmentRoot(datanet, version);
  }

  /** Whether a version is active. */
  public boolean isActive(long datanet, long version) {
    return new VersionStorage(storage).isActive(datanet, version);
  }

  /**
   * Whether an account may use a Datanet's data in a block: it is the owner, or access is open, or
   * was granted and has not ended.
   */
  public boolean hasAccess(long datanet, Address account, long block) {
    return isFree(datanet, account)
        || new AccessStorage(storage).access(datanet, account).reaches(block);
  }

  /** Whether an account needs no grant. */
  boolean isFree(long datanet, Address account) {
    return policy(datanet).openAccess() || owner(datanet).equals(account);
  }

  /** Wei held for others. */
  BigInteger liabilities() {
    return storage.loadNumber(LIABILITIES);
  }

  long addDatanet(Address owner, Address treasury, Bytes32 tokenizer, Bytes32 licence) {
    long id = storage.increment(DATANET_COUNT);
    storage.store(datanet(id, OWNER), owner);
    storage.store(datanet(id, TREASURY), treasury);
    storage.store(datanet(id, TOKENIZER), tokenizer);
    storage.store(datanet(id, LICENCE), licence);
    return id;
  }

  void setSubject(long datanet, Bytes32 domain, Bytes32 schema) {
    storage.store(datanet(datanet, DOMAIN), domain);
    storage.store(datanet(datanet, SCHEMA), schema);
  }

  void setOwner(long datanet, Address owner) {
    Slot at = datanet(datanet, OWNER);
    storage.store(at, OWNER_ACCOUNT.set(storage.load(at), owner));
  }

  void setPendingOwner(long datanet, Address owner) {
    storage.store(datanet(datanet, PENDING_OWNER), owner);
  }

  void setQuorum(long datanet, long quorum) {
    Slot at = datanet(datanet, OWNER);
    storage.store(at, QUORUM.set(storage.load(at), quorum));
  }

  void setTreasury(long datanet, Address treasury) {
    storage.store(datanet(datanet, TREASURY), treasury);
  }

  void setPolicy(long datanet, Policy policy) {
    storage.store(datanet(datanet, POLICY), policy.word());
  }

  void setListed(long datanet, Address account, boolean listed) {
    storage.store(ALLOWED.mapping(datanet).mapping(account), listed);
  }

  void setQuotaUsed(long datanet, Address account, BigInteger tokens) {
    storage.store(QUOTA_USED.mapping(datanet).mapping(account), tokens);
  }

  void setPayee(long contribution, long account) {
    PAYEES.store(storage, contribution, BigInteger.valueOf(account));
  }

  void setVersionCount(long datanet, long count) {
    storage.store(datanet(datanet, VERSION_COUNT), count);
  }

  void setLiabilities(BigInteger amount) {
    storage.store(LIABILITIES, UInt256.valueOf(amount));
  }

  private static Slot datanet(long id, long member) {
    return DATANETS.mapping(id).member(member);
  }
}
