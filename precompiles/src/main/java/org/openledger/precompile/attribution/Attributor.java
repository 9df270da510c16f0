package org.openledger.precompile.attribution;

import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.model.Settlement;

/** Says which contributions an answer's tokens came from. */
@FunctionalInterface
public interface Attributor {

  /**
   * Attributes an answer of a model, and charges for it.
   *
   * @param terms what the model builds on, and by which parameters it pays
   * @param output token ids, within the network's bound
   */
  Attribution attribute(Call call, Settlement terms, int[] output);
}
