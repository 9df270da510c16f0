package org.openledger.precompile.attribution;

import org.openledger.precompile.dispatch.Call;

/** Says which contributions an answer's tokens came from. */
@FunctionalInterface
public interface Attributor {

  /**
   * Attributes an answer of a known model, and charges for it.
   *
   * @param output token ids, within the network's bound
   */
  Attribution attribute(Call call, long model, int[] output);
}
