package org.openledger.precompile.ledger;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.storage.Field;

/**
 * Where a {@link Holding} stands in a word: {@code uint96 amount; uint96 unlocking; uint32
 * unlockBlock}.
 *
 * @param amount its first field; the others follow
 */
public record HoldingFields(Field amount) {

  /** The holding in a word. */
  public Holding get(UInt256 word) {
    return new Holding(number(amount, word), number(unlocking(), word), block().getLong(word));
  }

  /** The word with the holding replaced. */
  public UInt256 set(UInt256 word, Holding holding) {
    UInt256 changed = amount.set(word, UInt256.valueOf(holding.amount()));
    changed = unlocking().set(changed, UInt256.valueOf(holding.unlocking()));
    return block().set(changed, holding.unlockBlock());
  }

  private Field unlocking() {
    return amount.then(12);
  }

  private Field block() {
    return unlocking().then(4);
  }

  private static BigInteger number(Field field, UInt256 word) {
    return field.get(word).toUnsignedBigInteger();
  }
}
