package org.openledger.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a demo is asked to do.
 *
 * @param corpus directory of the corpus; null: the licence texts of this machine
 * @param rpc URLs of nodes of one network, with commas between: the first is sent everything, an
 *     index is attested once all have it; null: a devnet of its own
 * @param port of that devnet; 0 for any free one
 * @param answer file with the answer; null: a generated one
 * @param prompt what the model is asked
 * @param seed of the generated answer
 * @param tokens of the generated answer
 * @param json whether to print JSON
 * @param colour whether to print colours
 * @param bars whether to show progress bars
 */
public record DemoOptions(
    @Nullable Path corpus,
    @Nullable String rpc,
    int port,
    @Nullable Path answer,
    @Nullable String prompt,
    long seed,
    int tokens,
    boolean json,
    boolean colour,
    boolean bars) {

  /** The port of a devnet that is told no other. */
  public static final int PORT = 8545;

  /** The seed of an answer that is told no other: it makes one of several contributors' texts. */
  public static final long SEED = 12;

  /** The length of an answer that is told no other. */
  public static final int TOKENS = 200;

  /** What a demo does that is told nothing. */
  public static DemoOptions defaults() {
    return new DemoOptions(null, null, PORT, null, null, SEED, TOKENS, false, false, false);
  }
}
