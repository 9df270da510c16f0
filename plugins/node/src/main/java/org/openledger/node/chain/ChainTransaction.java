package org.openledger.node.chain;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/**
 * A transaction of a block, with what it did.
 *
 * @param hash the transaction's hash
 * @param index its place in the block, from 0
 * @param sender who signed it
 * @param to whom it called; empty where it created a contract
 * @param input its calldata
 * @param success false where it was reverted or halted
 * @param logs all its logs, in order
 */
public record ChainTransaction(
    Bytes32 hash,
    int index,
    Address sender,
    Optional<Address> to,
    Bytes input,
    boolean success,
    List<NodeLog> logs) {

  public ChainTransaction {
    logs = List.copyOf(logs);
  }
}
