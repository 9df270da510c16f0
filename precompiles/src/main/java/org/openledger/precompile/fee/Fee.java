package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.model.Prices;

/**
 * The fee of one inference and its parts, in wei: gross = platform + net, net = creator + stakers +
 * contributors.
 *
 * @param gross what the payer pays
 * @param platform taken off the top
 * @param net what is split
 * @param creator β of the net
 * @param stakers γ of the net
 * @param contributors δ of the net: the pool that attribution shares out
 */
public record Fee(
    BigInteger gross,
    BigInteger platform,
    BigInteger net,
    BigInteger creator,
    BigInteger stakers,
    BigInteger contributors) {

  private static final BigInteger PER = BigInteger.valueOf(1_000);

  /**
   * The fee by a model's prices: ceil((input·inputRate + output·outputRate) / 1,000) + platform
   * fee.
   */
  public static Fee of(
      Prices prices, BigInteger inputTokens, BigInteger outputTokens, BigInteger platformFee) {
    BigInteger milli =
        inputTokens.multiply(prices.inputRate()).add(outputTokens.multiply(prices.outputRate()));
    BigInteger net = milli.add(PER).subtract(BigInteger.ONE).divide(PER);
    BigInteger[] parts =
        Split.byLargestRemainder(
            net, prices.creatorShare(), prices.stakersShare(), prices.contributorsShare());
    return new Fee(net.add(platformFee), platformFee, net, parts[0], parts[1], parts[2]);
  }

  /** The fee as the ABI has it. */
  Tuple tuple() {
    return AbiValues.tuple(gross, platform, net, creator, stakers, contributors);
  }
}
