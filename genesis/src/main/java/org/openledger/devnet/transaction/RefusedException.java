package org.openledger.devnet.transaction;

/** A transaction or call that is refused without any effect. */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  /**
   * @param detail what was found and what was expected
   */
  public RefusedException(Refusal refusal, String detail) {
    super(detail, null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
