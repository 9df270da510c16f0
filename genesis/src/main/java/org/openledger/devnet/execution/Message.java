package org.openledger.devnet.execution;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.devnet.transaction.AccessEntry;
import org.openledger.devnet.transaction.SignedTransaction;
import org.openledger.precompile.host.Address;

/**
 * A call from outside: a transaction without its signature, or an {@code eth_call}.
 *
 * @param sender who calls and pays
 * @param to the called account
 * @param value wei to move
 * @param input calldata
 * @param accessList costs gas and nothing else: native contracts meter by themselves
 * @param gasLimit gas bought
 * @param gasPrice wei for a unit of gas
 * @param baseFee the part of the gas price that is burned, at most {@code gasPrice}
 */
public record Message(
    Address sender,
    Address to,
    UInt256 value,
    Bytes input,
    List<AccessEntry> accessList,
    long gasLimit,
    BigInteger gasPrice,
    BigInteger baseFee) {

  public Message {
    accessList = List.copyOf(accessList);
  }

  /** The call that a checked transaction makes. */
  static Message of(SignedTransaction transaction, Address to, BigInteger baseFee) {
    return new Message(
        transaction.sender(),
        to,
        transaction.value(),
        transaction.input(),
        transaction.accessList(),
        transaction.gasLimit(),
        transaction.effectiveGasPrice(baseFee),
        baseFee);
  }

  /** The same call with another gas limit. */
  public Message withGasLimit(long limit) {
    return new Message(sender, to, value, input, accessList, limit, gasPrice, baseFee);
  }
}
