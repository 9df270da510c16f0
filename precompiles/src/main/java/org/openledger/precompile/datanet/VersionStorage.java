package org.openledger.precompile.datanet;

import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Sealed versions and attestations, part of {@link DatanetStorage}:
 *
 * <pre>
 *   5  mapping(uint256 datanet =&gt; mapping(uint256 version =&gt; struct {
 *        bytes32 segmentRoot; bytes32 indexDigest;
 *        uint64 contributions; uint64 tokens; bool active; uint64 activationBlock }))
 *   6  mapping(uint256 datanet =&gt; mapping(uint256 version =&gt;
 *      mapping(address operator =&gt; bytes32 digest))) attestations
 * </pre>
 */
final class VersionStorage {

  private static final Slot VERSIONS = Slot.of(DatanetStorage.ACCOUNT, 5);
  private static final Slot ATTESTATIONS = Slot.of(DatanetStorage.ACCOUNT, 6);

  private static final long DIGEST = 1;
  private static final long COUNTS = 2;

  private static final Field CONTRIBUTIONS = new Field(0, 8);
  private static final Field TOKENS = CONTRIBUTIONS.then(8);
  private static final Field ACTIVE = TOKENS.then(1);
  private static final Field ACTIVATION_BLOCK = ACTIVE.then(8);

  private final Storage storage;

  VersionStorage(Storage storage) {
    this.storage = storage;
  }

  /** A sealed version; all zero where there is none. */
  Version version(long datanet, long number) {
    Slot at = version(datanet).mapping(number);
    UInt256 counts = storage.load(at.member(COUNTS));
    return new Version(
        storage.loadBytes(at),
        CONTRIBUTIONS.getLong(counts),
        TOKENS.getLong(counts),
        storage.loadBytes(at.member(DIGEST)),
        ACTIVE.getLong(counts) != 0,
        ACTIVATION_BLOCK.getLong(counts));
  }

  /** The root of the segment that a version adds. */
  Bytes32 segmentRoot(long datanet, long number) {
    return storage.loadBytes(version(datanet).mapping(number));
  }

  /** Whether a version is active. */
  boolean isActive(long datanet, long number) {
    Slot counts = version(datanet).mapping(number).member(COUNTS);
    return ACTIVE.getLong(storage.load(counts)) != 0;
  }

  /** The index digest that an operator has attested; zero: none. */
  Bytes32 attestation(long datanet, long number, Address operator) {
    return storage.loadBytes(attestationSlot(datanet, number, operator));
  }

  long add(long datanet, Bytes32 segmentRoot, long contributions, long tokens) {
    DatanetStorage datanets = new DatanetStorage(storage);
    long number = datanets.versionCount(datanet) + 1;
    datanets.setVersionCount(datanet, number);
    Slot at = version(datanet).mapping(number);
    storage.store(at, segmentRoot);
    UInt256 counts = CONTRIBUTIONS.set(UInt256.ZERO, contributions);
    storage.store(at.member(COUNTS), TOKENS.set(counts, tokens));
    return number;
  }

  void setAttestation(long datanet, long number, Address operator, Bytes32 digest) {
    storage.store(attestationSlot(datanet, number, operator), digest);
  }

  void schedule(long datanet, long number, Bytes32 digest, long block) {
    Slot at = version(datanet).mapping(number);
    storage.store(at.member(DIGEST), digest);
    Slot counts = at.member(COUNTS);
    storage.store(counts, ACTIVATION_BLOCK.set(storage.load(counts), block));
  }

  void activate(long datanet, long number, Bytes32 digest) {
    Slot at = version(datanet).mapping(number);
    storage.store(at.member(DIGEST), digest);
    storage.store(at.member(COUNTS), ACTIVE.set(storage.load(at.member(COUNTS)), 1));
  }

  private static Slot version(long datanet) {
    return VERSIONS.mapping(datanet);
  }

  private static Slot attestationSlot(long datanet, long number, Address operator) {
    return ATTESTATIONS.mapping(datanet).mapping(number).mapping(operator);
  }
}
