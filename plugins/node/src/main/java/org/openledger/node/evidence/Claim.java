package org.openledger.node.evidence;

import java.util.List;

/** What evidence claims beyond the settlement itself. */
public sealed interface Claim {

  /**
   * Each owner holds his tokens.
   *
   * @param windows by ascending begin, then by contribution; each owned token is in one of its
   *     owner
   */
  record Owned(List<HeldWindow> windows) implements Claim {
    public Owned {
      windows = List.copyOf(windows);
    }
  }

  /**
   * The settlement is wrong (theorem T8).
   *
   * @param window of a contribution that is smaller than the owner of one of the window's tokens,
   *     or over a token that has no owner
   */
  record Refuted(HeldWindow window) implements Claim {}

  /**
   * A contribution was not used: it holds no counting window of the answer.
   *
   * @param contribution its whole content is in the evidence
   */
  record Absent(long contribution) implements Claim {}
}
