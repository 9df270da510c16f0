package org.openledger.precompile.model;

import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.attribution.rule.Parameters;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.system.ShippedTable;
import org.openledger.precompile.system.ShippedTables;

/**
 * The two words of a version that settlements read, as solc packs them:
 *
 * <pre>
 *   uint80 inputRate; uint80 outputRate;
 *     uint16 creatorShare; uint16 stakersShare; uint16 contributorsShare;
 *     uint16 predecessor; uint16 source;
 *   uint32 sink; uint16 minSpan; uint24 minRarity; uint24 maxWeight; uint8 unit;
 *     uint16 linkCount; uint8 weightTableNumber; uint40 fromBlock; bool withdrawn;
 * </pre>
 *
 * @param prices rates and shares
 * @param predecessor the version that was current before; 0: none, or not scheduled yet
 * @param source the version whose hashes and links it has
 * @param sink number in the ledger; 0: the linked Datanets' treasuries
 * @param attribution parameters of the rule
 * @param influence whether attested influence pays, in place of the rule
 * @param linkCount how many Datanets are linked
 * @param table its weight table
 * @param fromBlock first block that it holds; 0: not scheduled, or version 1
 * @param withdrawn whether the creator took it back
 */
record Version(
    Prices prices,
    long predecessor,
    long source,
    long sink,
    Parameters attribution,
    boolean influence,
    long linkCount,
    ShippedTable table,
    long fromBlock,
    boolean withdrawn) {

  private static final Field INPUT_RATE = new Field(0, 10);
  private static final Field OUTPUT_RATE = INPUT_RATE.then(10);
  private static final Field CREATOR_SHARE = OUTPUT_RATE.then(2);
  private static final Field STAKERS_SHARE = CREATOR_SHARE.then(2);
  private static final Field CONTRIBUTORS_SHARE = STAKERS_SHARE.then(2);
  private static final Field PREDECESSOR = CONTRIBUTORS_SHARE.then(2);
  private static final Field SOURCE = PREDECESSOR.then(2);

  private static final Field SINK = new Field(0, 4);
  private static final Field MIN_SPAN = SINK.then(2);
  private static final Field MIN_RARITY = MIN_SPAN.then(3);
  private static final Field MAX_WEIGHT = MIN_RARITY.then(3);
  private static final Field UNIT = MAX_WEIGHT.then(1);
  private static final Field LINK_COUNT = UNIT.then(2);
  private static final Field TABLE = LINK_COUNT.then(1);
  private static final Field FROM_BLOCK = TABLE.then(5);
  private static final Field WITHDRAWN = FROM_BLOCK.then(1);

  /** The version that was current before one with this first word. */
  static long predecessor(UInt256 pricing) {
    return PREDECESSOR.getLong(pricing);
  }

  static Version of(UInt256 pricing, UInt256 rule) {
    return new Version(
        new Prices(
            INPUT_RATE.getNumber(pricing),
            OUTPUT_RATE.getNumber(pricing),
            (int) CREATOR_SHARE.getLong(pricing),
            (int) STAKERS_SHARE.getLong(pricing),
            (int) CONTRIBUTORS_SHARE.getLong(pricing)),
        predecessor(pricing),
        SOURCE.getLong(pricing),
        SINK.getLong(rule),
        new Parameters(
            (int) MIN_SPAN.getLong(rule),
            (int) MIN_RARITY.getLong(rule),
            UnitCode.unit(UNIT.getLong(rule)),
            (int) MAX_WEIGHT.getLong(rule)),
        UNIT.getLong(rule) == UnitCode.INFLUENCE,
        LINK_COUNT.getLong(rule),
        ShippedTables.VERSION_1.numbered(TABLE.getLong(rule)),
        FROM_BLOCK.getLong(rule),
        WITHDRAWN.getLong(rule) != 0);
  }

  UInt256 pricingWord() {
    UInt256 word = INPUT_RATE.set(UInt256.ZERO, prices.inputRate());
    word = OUTPUT_RATE.set(word, prices.outputRate());
    word = CREATOR_SHARE.set(word, prices.creatorShare());
    word = STAKERS_SHARE.set(word, prices.stakersShare());
    word = CONTRIBUTORS_SHARE.set(word, prices.contributorsShare());
    word = PREDECESSOR.set(word, predecessor);
    return SOURCE.set(word, source);
  }

  UInt256 ruleWord() {
    UInt256 word = SINK.set(UInt256.ZERO, sink);
    word = MIN_SPAN.set(word, attribution.minSpan());
    word = MIN_RARITY.set(word, attribution.minRarityBits());
    word = MAX_WEIGHT.set(word, attribution.maxWeight());
    word = UNIT.set(word, UnitCode.of(attribution.unit(), influence));
    word = LINK_COUNT.set(word, linkCount);
    word = TABLE.set(word, table.number());
    word = FROM_BLOCK.set(word, fromBlock);
    return WITHDRAWN.set(word, withdrawn ? 1 : 0);
  }

  Version withLinkCount(long count) {
    return new Version(
        prices,
        predecessor,
        source,
        sink,
        attribution,
        influence,
        count,
        table,
        fromBlock,
        withdrawn);
  }

  /** The version as it holds from a block on, after another. */
  Version scheduled(long after, long block) {
    return new Version(
        prices, after, source, sink, attribution, influence, linkCount, table, block, withdrawn);
  }

  Version withdrawnByCreator() {
    return new Version(
        prices,
        predecessor,
        source,
        sink,
        attribution,
        influence,
        linkCount,
        table,
        fromBlock,
        true);
  }

  /** The same model, data and attribution at other prices. */
  Version at(Prices others) {
    return new Version(others, 0, source, sink, attribution, influence, linkCount, table, 0, false);
  }
}
