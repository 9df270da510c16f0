package org.openledger.precompile.governance;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Bitmap;
import org.openledger.precompile.storage.PackedArray;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of governance, as solc lays it out:
 *
 * <pre>
 *   0  uint256 proposalCount
 *   1  mapping(uint256 id =&gt; struct { {@link Proposal}; {@link Tally}; uint96 abstainVotes })
 *      proposals
 *   2  mapping(address voter =&gt; mapping(uint256 =&gt; uint256)) voted: one bit a proposal
 *   3  mapping(address =&gt; uint256) nonces
 *   4  uint64[2**32] rules: the {@link Terms} of each proposal, by its number
 * </pre>
 *
 * <p>A voter's bits of 256 proposals share a word, so most votes rewrite one that is not zero.
 */
final class GovernanceStorage {

  static final Address ACCOUNT = NativeAddress.GOVERNANCE.address();

  private static final Slot COUNT = Slot.of(ACCOUNT, 0);
  private static final Slot PROPOSALS = Slot.of(ACCOUNT, 1);
  private static final Slot VOTED = Slot.of(ACCOUNT, 2);
  private static final Slot NONCES = Slot.of(ACCOUNT, 3);
  private static final PackedArray RULES = new PackedArray(Slot.of(ACCOUNT, 4), 8);

  private final Storage storage;

  GovernanceStorage(Storage storage) {
    this.storage = storage;
  }

  long count() {
    return storage.loadLong(COUNT);
  }

  Proposal proposal(BigInteger id) {
    return Proposal.get(storage.load(at(id)));
  }

  void setProposal(BigInteger id, Proposal proposal) {
    storage.store(at(id), proposal.word());
  }

  /** Adds a proposal of the next number, and gives that. */
  long nextNumber() {
    return storage.increment(COUNT);
  }

  Terms terms(Proposal proposal) {
    return Terms.get(RULES.load(storage, proposal.number()));
  }

  void setTerms(long number, Terms terms) {
    RULES.store(storage, number, terms.packed());
  }

  Tally tally(BigInteger id) {
    return Tally.get(storage.load(at(id).member(1)));
  }

  void setTally(BigInteger id, Tally tally) {
    storage.store(at(id).member(1), tally.word());
  }

  BigInteger abstainVotes(BigInteger id) {
    return storage.loadNumber(at(id).member(2));
  }

  void setAbstainVotes(BigInteger id, BigInteger votes) {
    storage.store(at(id).member(2), votes);
  }

  boolean hasVoted(Proposal proposal, Address voter) {
    return voted(voter).get(BigInteger.valueOf(proposal.number()));
  }

  void setVoted(Proposal proposal, Address voter) {
    voted(voter).set(BigInteger.valueOf(proposal.number()));
  }

  BigInteger nonce(Address account) {
    return storage.loadNumber(NONCES.mapping(account));
  }

  void setNonce(Address account, BigInteger nonce) {
    storage.store(NONCES.mapping(account), nonce);
  }

  private static Slot at(BigInteger id) {
    return PROPOSALS.mapping(UInt256.valueOf(id));
  }

  private Bitmap voted(Address voter) {
    return new Bitmap(storage, VOTED.mapping(voter));
  }
}
