package org.openledger.precompile.host;

import org.jspecify.annotations.Nullable;

/**
 * Look-ups that a node has made lately. A proposer executes its block three times, every other
 * validator twice, and whoever estimates gas has executed the call before: what a look-up finds
 * depends on nothing but its question, so that it need not be made again. A node may forget any at
 * any time, and must give nothing but what was found to an equal question; neither gas nor what a
 * contract answers depends on what it remembers. Used by many threads at once.
 */
public interface LookUps {

  /** Remembers nothing. */
  LookUps NONE =
      new LookUps() {
        @Override
        public @Nullable LookUp recall(LookUp.Question question) {
          return null;
        }

        @Override
        public void remember(LookUp.Question question, LookUp found) {
          // Nothing is kept.
        }
      };

  /** What was found to an equal question; null where it is not remembered. */
  @Nullable LookUp recall(LookUp.Question question);

  /** Takes note of what was found. */
  void remember(LookUp.Question question, LookUp found);
}
