package org.openledger.precompile.system;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;

/**
 * The weight tables, and with them the tokenizers, of a protocol version. They are part of its
 * rules: whether a table can be registered must not depend on what one node happens to hold.
 */
public final class ShippedTables {

  /** The tables of protocol version 1. */
  public static final ShippedTables VERSION_1 =
      new ShippedTables(
          List.of(
              new ShippedTable(
                  1,
                  AbiValues.name("utf8-bytes"),
                  word("244821d6dac68be131ee0c12017b050089f49abde6cece5c580720fe2fa3bb52"),
                  256,
                  word("efd1f57a16ac338e83c00a424258b2d9f7e61dd1a261271f7d719806ebc826d5")),
              new ShippedTable(
                  2,
                  AbiValues.name("cl100k_base"),
                  word("9291e9f4743a26dc09f63cf6ca43abca3b6ee7f6dc58bd7bd2d2ad8dfdc201d9"),
                  100_256,
                  word("01fa27c69dd973cb77a102baa2fbfbb541cd42db67df0a414f4bfb774caf0b44"))));

  private final List<ShippedTable> tables;

  ShippedTables(List<ShippedTable> tables) {
    this.tables = List.copyOf(tables);
  }

  /** All tables, by ascending number. */
  public List<ShippedTable> all() {
    return tables;
  }

  /** The table of a tokenizer that has a hash. */
  public Optional<ShippedTable> find(Bytes32 tokenizer, Bytes32 hash) {
    return tables.stream()
        .filter(table -> table.tokenizer().equals(tokenizer) && table.hash().equals(hash))
        .findFirst();
  }

  /**
   * The table with a number.
   *
   * @throws IllegalStateException where there is none: storage holds numbers of tables only
   */
  public ShippedTable numbered(long number) {
    for (ShippedTable table : tables) {
      if (table.number() == number) {
        return table;
      }
    }
    throw new IllegalStateException("there is no weight table " + number);
  }

  private static Bytes32 word(String hex) {
    return Bytes32.fromHexString(hex);
  }
}
