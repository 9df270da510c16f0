package org.openledger.precompile.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.storage.PackedArray;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;
import org.openledger.precompile.system.ShippedTable;

/**
 * Storage of one model's versions, as solc lays it out:
 *
 * <pre>
 *   mapping(uint256 version =&gt; struct {
 *     the two words of {@link Version};
 *     bytes32 baseModel; bytes32 adapter; bytes32 configuration; bytes32 weightTable;
 *     uint64[1024] links })
 * </pre>
 *
 * A link is datanet · 2^32 + version, four to a word. Hashes and links stand with the version that
 * is another's source; prices alone take two words.
 */
final class VersionStorage {

  private static final long RULE = 1;
  private static final long BASE_MODEL = 2;
  private static final long ADAPTER = 3;
  private static final long CONFIGURATION = 4;
  private static final long WEIGHT_TABLE = 5;
  private static final long LINKS = 6;

  private final Storage storage;
  private final Slot versions;
  private long hashed;
  private Slot slot;

  VersionStorage(Storage storage, Slot versions) {
    this.storage = storage;
    this.versions = versions;
    this.slot = versions;
  }

  Version version(long number) {
    Slot at = at(number);
    return Version.of(storage.load(at), storage.load(at.member(RULE)));
  }

  /** The version that was current before a scheduled one. */
  long predecessor(long number) {
    return Version.predecessor(storage.load(at(number)));
  }

  List<Link> links(Version version) {
    PackedArray array = array(version.source());
    List<Link> links = new ArrayList<>();
    for (long i = 0; i < version.linkCount(); i++) {
      long link = array.load(storage, i).longValueExact();
      links.add(new Link(link >>> 32, link & 0xffff_ffffL));
    }
    return links;
  }

  Bytes32 weightTable(Version version) {
    return storage.loadBytes(at(version.source()).member(WEIGHT_TABLE));
  }

  Terms terms(Version version, Bytes32 tokenizer) {
    Slot at = at(version.source());
    return new Terms(
        storage.loadBytes(at.member(BASE_MODEL)),
        storage.loadBytes(at.member(ADAPTER)),
        tokenizer,
        storage.loadBytes(at.member(CONFIGURATION)),
        version.prices(),
        version.attribution(),
        version.influence(),
        ModelStorage.account(storage, version.sink()));
  }

  /** Writes a version with hashes of its own. */
  void add(long number, Terms terms, ShippedTable table, List<Link> links) {
    Slot at = at(number);
    long sink = terms.sink().isZero() ? 0 : new Ledger(storage).register(terms.sink());
    set(
        number,
        new Version(
            terms.prices(),
            0,
            number,
            sink,
            terms.attribution(),
            terms.influence(),
            links.size(),
            table,
            0,
            false));
    storage.store(at.member(BASE_MODEL), terms.baseModel());
    storage.store(at.member(ADAPTER), terms.adapter());
    storage.store(at.member(CONFIGURATION), terms.configuration());
    storage.store(at.member(WEIGHT_TABLE), table.hash());
    for (int i = 0; i < links.size(); i++) {
      setLink(number, i, links.get(i));
    }
  }

  void set(long number, Version version) {
    Slot at = at(number);
    storage.store(at, version.pricingWord());
    storage.store(at.member(RULE), version.ruleWord());
  }

  void setLink(long number, long index, Link link) {
    if (link.datanet() >>> 31 != 0 || link.version() >>> 32 != 0) {
      throw new IllegalStateException("more Datanets or versions than any chain has gas for");
    }
    array(number).store(storage, index, BigInteger.valueOf(link.datanet() << 32 | link.version()));
  }

  /** A version's slot; the one asked for last is not hashed again. */
  private Slot at(long number) {
    if (number != hashed) {
      slot = versions.mapping(number);
      hashed = number;
    }
    return slot;
  }

  private PackedArray array(long number) {
    return new PackedArray(at(number).member(LINKS), 8);
  }
}
