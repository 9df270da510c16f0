package org.openledger.precompile.host;

import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.rule.Parameters;

/**
 * What was found of an answer's tokens in a corpus, before any storage was read. Nobody changes its
 * arrays.
 *
 * @param weights of the tokens, capped, in 1/1024 bit
 * @param windowTokens length of all windows that were looked up, which gas is charged for
 * @param owners order of the owning contribution of each token, -1 for none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record LookUp(int[] weights, long windowTokens, long[] owners) {

  /**
   * All that a look-up depends on. Nobody changes its array.
   *
   * @param corpus for each linked Datanet the segment roots of its linked versions
   * @param weightTable its hash
   * @param output token ids
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by what it holds.
  public record Question(
      List<List<Bytes32>> corpus, Bytes32 weightTable, Parameters parameters, int[] output) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Question it
          && Arrays.equals(output, it.output)
          && parameters.equals(it.parameters)
          && weightTable.equals(it.weightTable)
          && corpus.equals(it.corpus);
    }

    /** Of the answer alone: equal answers on other corpora are rare. */
    @Override
    public int hashCode() {
      return Arrays.hashCode(output);
    }
  }
}
