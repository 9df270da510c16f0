package org.openledger.precompile.fee;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.rule.Owners;
import org.openledger.precompile.attribution.Attribution;

/**
 * What a settlement commits to, so that it can be served and checked later. Big-endian, packed:
 *
 * <pre>
 *   bytes32 outputHash
 *   uint32 tokens, uint32 covered, uint32 paid, uint64 full
 *   uint32 n, n × { uint32 begin, uint32 end, uint64 contribution }   owner runs; 0: nobody's
 *   uint32 n, n × { uint32 account, uint64 units, uint128 amount }    payees by first owned token
 *   uint128 sink
 * </pre>
 *
 * <p>The payees are all accounts that own a token, those whose units or amounts are 0 too; {@link
 * #payouts} has those alone who get any.
 */
public final class Evidence {

  private static final int HEAD = 32 + 4 + 4 + 4 + 8;
  private static final int RUN = 4 + 4 + 8;
  private static final int PAYEE = 4 + 8 + 16;
  private static final int PAYOUT = 4 + 16;

  private Evidence() {}

  /**
   * The commitment's preimage.
   *
   * @param outputHash keccak256 of the packed answer
   * @param amounts wei of each payee
   * @param sink wei of the sink
   */
  public static byte[] encode(
      Bytes32 outputHash, Attribution attribution, BigInteger[] amounts, BigInteger sink) {
    int runs = 0;
    for (int at = 0; at < attribution.tokens(); at = attribution.runEnd(at)) {
      runs++;
    }
    ByteBuffer to = ByteBuffer.allocate(HEAD + 4 + RUN * runs + 4 + PAYEE * amounts.length + 16);
    to.put(outputHash.toArrayUnsafe());
    to.putInt(attribution.tokens()).putInt(attribution.covered());
    to.putInt(attribution.credit().paidTokens()).putLong(attribution.credit().full());
    to.putInt(runs);
    for (int at = 0; at < attribution.tokens(); at = attribution.runEnd(at)) {
      long owner = attribution.owner(at);
      to.putInt(at).putInt(attribution.runEnd(at)).putLong(owner == Owners.NONE ? 0 : owner);
    }
    to.putInt(amounts.length);
    for (int payee = 0; payee < amounts.length; payee++) {
      to.putInt((int) attribution.payee(payee)).putLong(attribution.credit().units(payee));
      putAmount(to, amounts[payee]);
    }
    putAmount(to, sink);
    return to.array();
  }

  /** Account numbers and amounts of those who get any. */
  public static byte[] payouts(Attribution attribution, BigInteger[] amounts) {
    int count = 0;
    for (BigInteger amount : amounts) {
      count += amount.signum();
    }
    ByteBuffer to = ByteBuffer.allocate(PAYOUT * count);
    for (int payee = 0; payee < amounts.length; payee++) {
      if (amounts[payee].signum() > 0) {
        to.putInt((int) attribution.payee(payee));
        putAmount(to, amounts[payee]);
      }
    }
    return to.array();
  }

  private static void putAmount(ByteBuffer to, BigInteger amount) {
    to.putLong(amount.shiftRight(64).longValue()).putLong(amount.longValue());
  }
}
