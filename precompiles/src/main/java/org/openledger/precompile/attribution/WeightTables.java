package org.openledger.precompile.attribution;

import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.precompile.host.NodeFailureException;

/** The weight tables that this release holds, by hash. Immutable. */
public final class WeightTables {

  private final SortedMap<Bytes32, WeightTable> byHash = new TreeMap<>();

  private WeightTables() {}

  /** The tables that this library ships, one for each tokenizer. */
  public static WeightTables shipped() {
    WeightTables tables = new WeightTables();
    for (String id : Tokenizers.ids()) {
      WeightTable table = WeightTable.shipped(id).orElseThrow();
      tables.byHash.put(Bytes32.wrap(table.hash()), table);
    }
    return tables;
  }

  /**
   * The table with a hash.
   *
   * @throws NodeFailureException where this release does not hold it: other nodes may
   */
  public WeightTable table(Bytes32 hash) {
    WeightTable table = byHash.get(hash);
    if (table == null) {
      throw new NodeFailureException(
          "weight table "
              + hash.toHexString()
              + " is not part of this release: install the one that ships it");
    }
    return table;
  }
}
