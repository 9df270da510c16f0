package org.openledger.precompile.attribution;

import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.model.Settlement;

/** Says which contributions the tokens of a model's answers came from. */
@FunctionalInterface
public interface Attributor {

  /**
   * Reads what a model builds on, once for all answers of one call, and charges for that.
   *
   * @param terms what the model builds on, and by which parameters it pays
   */
  OfModel of(Call call, Settlement terms);

  /** Attributes the answers of one model in one call. */
  @FunctionalInterface
  interface OfModel {

    /**
     * Attributes an answer, and charges for it.
     *
     * @param output token ids, within the network's bound
     */
    Attribution attribute(int[] output);
  }
}
