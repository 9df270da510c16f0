package org.hyperledger.besu.evm.frame;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.hyperledger.besu.datatypes.Address;
import org.hyperledger.besu.datatypes.Log;
import org.hyperledger.besu.datatypes.Wei;
import org.hyperledger.besu.evm.worldstate.WorldUpdater;

/** A call in execution. */
public class MessageFrame {
  private MessageFrame() {}

  /** Where the execution of a frame stands. */
  public enum State {
    CODE_EXECUTING,
    REVERT
  }

  public Address getSenderAddress() {
    throw new UnsupportedOperationException();
  }

  public Address getRecipientAddress() {
    throw new UnsupportedOperationException();
  }

  public Wei getValue() {
    throw new UnsupportedOperationException();
  }

  public boolean isStatic() {
    throw new UnsupportedOperationException();
  }

  public BlockValues getBlockValues() {
    throw new UnsupportedOperationException();
  }

  public long getRemainingGas() {
    throw new UnsupportedOperationException();
  }

  public long decrementRemainingGas(long amount) {
    throw new UnsupportedOperationException();
  }

  public WorldUpdater getWorldUpdater() {
    throw new UnsupportedOperationException();
  }

  public void addLog(Log log) {
    throw new UnsupportedOperationException();
  }

  public void setRevertReason(Bytes revertReason) {
    throw new UnsupportedOperationException();
  }

  public Optional<Eip7928AccessList> getEip7928AccessList() {
    throw new UnsupportedOperationException();
  }
}
