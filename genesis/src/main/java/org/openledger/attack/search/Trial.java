package org.openledger.attack.search;

/**
 * What one try gave. All amounts in wei of a pool (or fee) of {@link #POOL} wei, so that one part
 * per million is 10¹² of them.
 *
 * @param gain what the attackers have with the attack less what they have without it
 * @param bound the most that the rule lets them gain in this very case
 * @param loss what those that lose by it lose together, the sink aside
 * @param lossBound the most that the rule lets them lose in this very case
 * @param reach how near the attack came, in any unit; the search climbs along it where gains are
 *     equal
 */
public record Trial(long gain, long bound, long loss, long lossBound, long reach) {
  /** The pool that is attacked, in wei. */
  public static final long POOL = 1_000_000_000_000_000_000L;

  /** Whether the attack stayed within its bounds. */
  public boolean holds() {
    return gain <= bound && loss <= lossBound;
  }

  /** By how much it broke them; not positive where they hold. */
  long excess() {
    return Math.max(gain - bound, loss - lossBound);
  }
}
