package org.openledger.precompile.datanet;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.storage.Field;

/**
 * A Datanet's rules for contributing and for access; one storage word.
 *
 * @param direct contributing in one step is allowed
 * @param inlineContent content may travel inside the transaction
 * @param open anyone may contribute; else those on the list
 * @param openAccess no grant is needed to use the data
 * @param autoGrant a paid request is granted at once
 * @param bondPerToken wei, below 2^80
 * @param accessPrice wei for each block, below 2^80
 * @param quota tokens for each contributor, below 2^56; 0: no bound
 */
record Policy(
    boolean direct,
    boolean inlineContent,
    boolean open,
    boolean openAccess,
    boolean autoGrant,
    BigInteger bondPerToken,
    BigInteger accessPrice,
    BigInteger quota) {

  private static final Field DIRECT = new Field(0, 1);
  private static final Field INLINE_CONTENT = DIRECT.then(1);
  private static final Field OPEN = INLINE_CONTENT.then(1);
  private static final Field OPEN_ACCESS = OPEN.then(1);
  private static final Field AUTO_GRANT = OPEN_ACCESS.then(1);
  private static final Field BOND_PER_TOKEN = AUTO_GRANT.then(10);
  private static final Field ACCESS_PRICE = BOND_PER_TOKEN.then(10);
  private static final Field QUOTA = ACCESS_PRICE.then(7);

  /** The policy in calldata, or a revert where an amount is out of bounds. */
  static Policy checked(Tuple given) {
    return new Policy(
        given.<Boolean>get(0),
        given.<Boolean>get(1),
        given.<Boolean>get(2),
        given.<Boolean>get(3),
        given.<Boolean>get(4),
        Guards.bounded("bondPerToken", given.get(5), BigInteger.ZERO, BOND_PER_TOKEN.max()),
        Guards.bounded("accessPrice", given.get(6), BigInteger.ZERO, ACCESS_PRICE.max()),
        Guards.bounded("quota", given.get(7), BigInteger.ZERO, QUOTA.max()));
  }

  static Policy of(UInt256 word) {
    return new Policy(
        flag(DIRECT, word),
        flag(INLINE_CONTENT, word),
        flag(OPEN, word),
        flag(OPEN_ACCESS, word),
        flag(AUTO_GRANT, word),
        BOND_PER_TOKEN.getNumber(word),
        ACCESS_PRICE.getNumber(word),
        QUOTA.getNumber(word));
  }

  UInt256 word() {
    UInt256 word = DIRECT.set(UInt256.ZERO, direct ? 1 : 0);
    word = INLINE_CONTENT.set(word, inlineContent ? 1 : 0);
    word = OPEN.set(word, open ? 1 : 0);
    word = OPEN_ACCESS.set(word, openAccess ? 1 : 0);
    word = AUTO_GRANT.set(word, autoGrant ? 1 : 0);
    word = BOND_PER_TOKEN.set(word, bondPerToken);
    word = ACCESS_PRICE.set(word, accessPrice);
    return QUOTA.set(word, quota);
  }

  Tuple tuple() {
    return Tuple.from(
        direct, inlineContent, open, openAccess, autoGrant, bondPerToken, accessPrice, quota);
  }

  private static boolean flag(Field field, UInt256 word) {
    return field.getLong(word) != 0;
  }
}
