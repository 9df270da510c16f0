package org.openledger.node.history.event;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/**
 * What one contributor got of a settlement.
 *
 * @param account his number in the ledger
 * @param amount wei
 */
public record Payout(long account, BigInteger amount) {

  private static final int ACCOUNT_SIZE = 4;
  private static final int SIZE = 20;

  /** Reads {@code payouts} of an {@code InferenceSettled}. */
  public static List<Payout> of(Bytes packed) {
    List<Payout> payouts = new ArrayList<>();
    for (int at = 0; at < packed.size(); at += SIZE) {
      payouts.add(
          new Payout(
              packed.slice(at, ACCOUNT_SIZE).toLong(),
              packed.slice(at + ACCOUNT_SIZE, SIZE - ACCOUNT_SIZE).toUnsignedBigInteger()));
    }
    return payouts;
  }
}
