package org.hyperledger.besu.evm.frame;

/** Why a frame halted. */
public interface ExceptionalHaltReason {
  ExceptionalHaltReason INSUFFICIENT_GAS = null;
}
