package org.openledger.integration.besu;

import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.host.Address;

/**
 * EVM code, by hand: passes its calldata on by one kind of call, and its answer or revert back.
 *
 * <p>In Solidity's terms: {@code (bool ok, bytes memory answer) = target.KIND(msg.data); if (!ok)
 * revert(answer); return answer;}
 */
public enum Forwarder {
  CALL(0xf1, true),
  CALLCODE(0xf2, true),
  DELEGATECALL(0xf4, false),
  STATICCALL(0xfa, false);

  private static final Bytes RETURN_ANSWER = Bytes.fromHexString("0x5b3d5ff3");

  private final int opcode;
  private final boolean takesValue;

  Forwarder(int opcode, boolean takesValue) {
    this.opcode = opcode;
    this.takesValue = takesValue;
  }

  /** The code of a contract that calls {@code target} so, with the value that it is given. */
  public Bytes code(Address target) {
    Bytes calldataToMemory = Bytes.fromHexString("0x365f5f37"); // CALLDATACOPY(0, 0, size)
    Bytes areas = Bytes.fromHexString("0x5f5f365f"); // no output area; input: all of it
    Bytes value = takesValue ? Bytes.of(0x34) : Bytes.EMPTY; // CALLVALUE
    Bytes callee = Bytes.concatenate(Bytes.of(0x73), target.bytes()); // PUSH20
    Bytes call = Bytes.of(0x5a, opcode); // GAS, the call
    Bytes answerToMemory = Bytes.fromHexString("0x3d5f5f3e"); // RETURNDATACOPY(0, 0, size)
    Bytes head = Bytes.concatenate(calldataToMemory, areas, value, callee, call, answerToMemory);
    // PUSH1 ok, JUMPI, REVERT(0, size), ok: JUMPDEST, RETURN(0, size)
    int ok = head.size() + 6;
    return Bytes.concatenate(head, Bytes.of(0x60, ok, 0x57, 0x3d, 0x5f, 0xfd), RETURN_ANSWER);
  }
}
