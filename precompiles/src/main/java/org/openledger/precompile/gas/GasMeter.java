package org.openledger.precompile.gas;

import org.openledger.precompile.host.Host;

/**
 * The one place where gas is taken. Besu lets a frame's gas go below zero without a word, so the
 * meter looks before it takes.
 */
public final class GasMeter {

  private final Host host;

  public GasMeter(Host host) {
    this.host = host;
  }

  /**
   * Takes gas, or ends the call where it does not suffice.
   *
   * @param amount ≥ 0
   */
  public void charge(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("negative gas: " + amount);
    }
    if (amount > host.remainingGas()) {
      throw new OutOfGasException();
    }
    host.consumeGas(amount);
  }

  /** Takes {@code count} times {@code price}; a product beyond 2^63 is out of gas. */
  public void charge(long count, long price) {
    long high = Math.multiplyHigh(count, price);
    long low = count * price;
    if (count < 0 || price < 0) {
      throw new IllegalArgumentException("negative gas: " + count + " x " + price);
    }
    if (high != 0 || low < 0) {
      throw new OutOfGasException();
    }
    charge(low);
  }
}
