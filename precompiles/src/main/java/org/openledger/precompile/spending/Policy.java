package org.openledger.precompile.spending;

/**
 * What an agent may do.
 *
 * @param models how many models it may use, as the list names them; {@link #ANY}: all there are
 */
public record Policy(Limits limits, AgentStatus status, int models) {

  /** In place of how many models. */
  public static final int ANY = 255;

  public Policy with(AgentStatus changed) {
    return new Policy(limits, changed, models);
  }

  public Policy with(Limits changed) {
    return new Policy(changed, status, models);
  }

  /** With a list of so many models, or with any. */
  public Policy withModels(int count) {
    return new Policy(limits, status, count);
  }

  public boolean anyModel() {
    return models == ANY;
  }
}
