package org.openledger.node.history.estimate;

import java.math.BigInteger;
import java.util.List;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.weight.WeightTable;

/**
 * A text as if it had been contributed before all others, by somebody who contributed nothing else.
 *
 * <p>Then it owns every token of an answer that a counting window of its own covers, whoever else
 * holds that window; its runs end where its tokens end; so what it earns follows from the text, the
 * answer and the model's parameters alone. No index of the corpus is asked, and the result is
 * exactly that of rule version 1.
 */
public final class FirstText {

  private static final int PAYEE = 0;

  /**
   * What it would have earned of one answer.
   *
   * @param owned tokens that it would own
   * @param paid tokens in runs that are paid
   * @param amount wei
   */
  public record Earned(int owned, int paid, BigInteger amount) {}

  private final Segment segment;

  /**
   * @param content its documents as token ids
   */
  public FirstText(String tokenizer, int vocabularySize, Content content) {
    segment = Segment.of(tokenizer, vocabularySize, List.of(Contribution.of(1, content)));
  }

  /**
   * What it would have earned of an answer.
   *
   * @param output token ids
   * @param pool the contributors' part of the fee, in wei
   */
  public Earned earned(int[] output, WeightTable table, Parameters parameters, BigInteger pool) {
    int[] weights = table.weights(output, parameters.maxWeight());
    CountingWindows windows = CountingWindows.of(output, weights, parameters);
    long[] owners = Owners.of(output, windows, List.of(segment));
    int[] payees = new int[output.length];
    int owned = 0;
    for (int i = 0; i < output.length; i++) {
      payees[i] = owners[i] == Owners.NONE ? Credit.NOBODY : PAYEE;
      owned += owners[i] == Owners.NONE ? 0 : 1;
    }
    Credit credit = Credit.of(payees, 1, weights, parameters);
    return new Earned(owned, credit.paidTokens(), credit.share(pool, PAYEE));
  }
}
