package org.openledger.story;

import com.esaulpaugh.headlong.abi.Tuple;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/** What the story's model costs: the prices and the split of the published example. */
final class ModelTerms {

  /** Contributors are paid by the tokens of an answer that stand in their data. */
  static final int TOKENS = 0;

  /** Contributors are paid by attested influence. */
  static final int INFLUENCE = 2;

  private static final long CREATOR_SHARE = 7_000;
  private static final long STAKERS_SHARE = 1_000;
  private static final long CONTRIBUTORS_SHARE = 2_000;
  private static final long MIN_SPAN = 6;
  private static final long MIN_RARITY = 40;
  private static final long MAX_WEIGHT = 16_384;

  private ModelTerms() {}

  /**
   * A version's terms.
   *
   * @param adapter hash of the fine-tuned adapter; zero: none
   * @param unit {@link #TOKENS} or {@link #INFLUENCE}
   */
  static Tuple of(String tokenizer, Bytes32 adapter, int unit) {
    return AbiValues.tuple(
        Keccak256.hash("base model of the full story"),
        adapter,
        AbiValues.name(tokenizer),
        Bytes32.ZERO,
        Coins.open(1),
        Coins.open(3),
        CREATOR_SHARE,
        STAKERS_SHARE,
        CONTRIBUTORS_SHARE,
        MIN_SPAN,
        MIN_RARITY,
        MAX_WEIGHT,
        unit,
        Address.ZERO);
  }
}
