package org.hyperledger.besu.evm.frame;

/** The block in which a frame runs. */
public interface BlockValues {
  default long getNumber() {
    throw new UnsupportedOperationException();
  }

  default long getTimestamp() {
    throw new UnsupportedOperationException();
  }
}
