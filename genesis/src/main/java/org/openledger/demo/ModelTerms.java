package org.openledger.demo;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.fee.Fee;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.model.Prices;

/**
 * What the demo's model costs and how its answers are attributed. With a prompt of 40 tokens and an
 * answer of 200 the net fee is 0.64 OPEN, that of the published example.
 */
final class ModelTerms {

  /** Wei for 1,000 tokens of the prompt: 1 OPEN. */
  static final BigInteger INPUT_RATE = BigInteger.TEN.pow(18);

  /** Wei for 1,000 tokens of the answer: 3 OPEN. */
  static final BigInteger OUTPUT_RATE = INPUT_RATE.multiply(BigInteger.valueOf(3));

  /** β, parts per 10,000. */
  static final int CREATOR_SHARE = 7_000;

  /** γ, parts per 10,000. */
  static final int STAKERS_SHARE = 1_000;

  /** δ, parts per 10,000. */
  static final int CONTRIBUTORS_SHARE = 2_000;

  /** Six tokens and 40 bits: what nobody writes twice by chance. A token weighs 16 bits at most. */
  static final Parameters ATTRIBUTION = new Parameters(6, 40, Unit.TOKENS, 16 * 1_024);

  private static final int TOKENS = 0;

  private ModelTerms() {}

  /** The terms as the model registry takes them. */
  static Tuple tuple(Bytes32 baseModel, String tokenizer) {
    return AbiValues.tuple(
        baseModel,
        Bytes32.ZERO,
        AbiValues.name(tokenizer),
        Bytes32.ZERO,
        INPUT_RATE,
        OUTPUT_RATE,
        (long) CREATOR_SHARE,
        (long) STAKERS_SHARE,
        (long) CONTRIBUTORS_SHARE,
        (long) ATTRIBUTION.minSpan(),
        (long) ATTRIBUTION.minRarityBits(),
        (long) ATTRIBUTION.maxWeight(),
        TOKENS,
        Address.ZERO);
  }

  /** The fee of an inference, computed here. */
  static Fee fee(long inputTokens, long outputTokens, BigInteger platformFee) {
    Prices prices =
        new Prices(INPUT_RATE, OUTPUT_RATE, CREATOR_SHARE, STAKERS_SHARE, CONTRIBUTORS_SHARE);
    return Fee.of(
        prices, BigInteger.valueOf(inputTokens), BigInteger.valueOf(outputTokens), platformFee);
  }
}
