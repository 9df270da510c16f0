package org.openledger.precompile.datanet;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Contributions and votes, part of {@link DatanetStorage}:
 *
 * <pre>
 *   1          uint256 contributionCount
 *   4          mapping(uint256 contribution =&gt; struct {
 *                address contributor; uint8 status; uint8 standing; uint8 bondState;
 *                uint32 sealedIn; uint32 documents;
 *                uint64 datanet; uint64 tokens; uint40 deadline; uint40 releaseBlock;
 *                uint48 duplicateOf;
 *                bytes32 root; uint256 bond })
 *   7 + 2**29  mapping(uint256 contribution =&gt; mapping(address reviewer =&gt; struct {
 *                uint8 verdict; uint16 overlap; uint64 duplicateOf })) votes
 * </pre>
 */
final class ContributionStorage {

  private static final Slot COUNT = Slot.of(DatanetStorage.ACCOUNT, 1);
  private static final Slot CONTRIBUTIONS = Slot.of(DatanetStorage.ACCOUNT, 4);
  private static final Slot VOTES = Slot.of(DatanetStorage.ACCOUNT, DatanetStorage.BEHIND_PAYEES);

  private static final long SIZES = 1;
  private static final long ROOT = 2;
  private static final long BOND = 3;

  private static final Field CONTRIBUTOR = new Field(0, Address.SIZE);
  private static final Field STATUS = CONTRIBUTOR.then(1);
  private static final Field STANDING = STATUS.then(1);
  private static final Field BOND_STATE = STANDING.then(1);
  private static final Field SEALED_IN = BOND_STATE.then(4);
  private static final Field DOCUMENTS = SEALED_IN.then(4);
  private static final Field DATANET = new Field(0, 8);
  private static final Field TOKENS = DATANET.then(8);
  private static final Field DEADLINE = TOKENS.then(5);
  private static final Field RELEASE_BLOCK = DEADLINE.then(5);
  private static final Field DUPLICATE_OF = RELEASE_BLOCK.then(6);

  private static final Field VERDICT = new Field(0, 1);
  private static final Field OVERLAP = VERDICT.then(2);
  private static final Field NAMED = OVERLAP.then(8);

  private final Storage storage;

  ContributionStorage(Storage storage) {
    this.storage = storage;
  }

  /** How many contributions there are; ids run from 1. */
  long count() {
    return storage.loadLong(COUNT);
  }

  /** Whether there is a contribution with an id. */
  boolean isContribution(BigInteger id) {
    return storage.isAmong(COUNT, id);
  }

  /** A contribution; all zero where there is none. */
  Contribution contribution(long id) {
    Slot at = CONTRIBUTIONS.mapping(id);
    UInt256 head = storage.load(at);
    UInt256 sizes = storage.load(at.member(SIZES));
    return new Contribution(
        DATANET.getLong(sizes),
        CONTRIBUTOR.getAddress(head),
        storage.loadBytes(at.member(ROOT)),
        TOKENS.getLong(sizes),
        DOCUMENTS.getLong(head),
        Status.of(STATUS.getLong(head)),
        SEALED_IN.getLong(head),
        Standing.of(STANDING.getLong(head)),
        DUPLICATE_OF.getLong(sizes),
        DEADLINE.getLong(sizes),
        BondState.of(BOND_STATE.getLong(head)),
        RELEASE_BLOCK.getLong(sizes));
  }

  long datanet(long id) {
    return DATANET.getLong(storage.load(CONTRIBUTIONS.mapping(id).member(SIZES)));
  }

  long sealedIn(long id) {
    return SEALED_IN.getLong(storage.load(CONTRIBUTIONS.mapping(id)));
  }

  /** Wei that a contribution's author put down. */
  BigInteger bond(long id) {
    return storage.loadNumber(CONTRIBUTIONS.mapping(id).member(BOND));
  }

  /** INV-DAT-01: the next number of one sequence over all Datanets. */
  long add(Contribution contribution) {
    long id = storage.increment(COUNT);
    set(id, contribution);
    return id;
  }

  /** Writes a contribution's record; words that do not change cost a warm touch. */
  void set(long id, Contribution it) {
    Slot at = CONTRIBUTIONS.mapping(id);
    UInt256 head = CONTRIBUTOR.set(UInt256.ZERO, it.contributor());
    head = STATUS.set(head, it.status().code());
    head = STANDING.set(head, it.standing().code());
    head = BOND_STATE.set(head, it.bondState().code());
    head = SEALED_IN.set(head, it.sealedIn());
    storage.store(at, DOCUMENTS.set(head, it.documents()));
    UInt256 sizes = DATANET.set(UInt256.ZERO, it.datanet());
    sizes = TOKENS.set(sizes, it.tokens());
    sizes = DEADLINE.set(sizes, it.deadline());
    sizes = RELEASE_BLOCK.set(sizes, it.releaseBlock());
    storage.store(at.member(SIZES), DUPLICATE_OF.set(sizes, it.duplicateOf()));
    storage.store(at.member(ROOT), it.root());
  }

  void setBond(long id, BigInteger amount) {
    storage.store(CONTRIBUTIONS.mapping(id).member(BOND), amount);
  }

  /** A reviewer's standing vote. */
  Vote vote(long id, Address reviewer) {
    UInt256 word = storage.load(voteSlot(id, reviewer));
    return new Vote(Verdict.of(VERDICT.getLong(word)), NAMED.getLong(word), OVERLAP.getLong(word));
  }

  void setVote(long id, Address reviewer, Vote vote) {
    UInt256 word = VERDICT.set(UInt256.ZERO, vote.verdict().code());
    word = OVERLAP.set(word, vote.overlap());
    storage.store(voteSlot(id, reviewer), NAMED.set(word, vote.duplicateOf()));
  }

  private static Slot voteSlot(long id, Address reviewer) {
    return VOTES.mapping(id).mapping(reviewer);
  }
}
