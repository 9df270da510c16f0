package org.openledger.integration.differential;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.host.Address;

/**
 * A transaction.
 *
 * @param what it tries, for people
 * @param kind of call, for statistics
 * @param from its sender
 * @param to the account that it calls
 * @param value wei
 * @param gas its limit
 * @param input calldata
 * @param hash of the transaction
 * @param raw the transaction, signed
 */
record Sent(
    String what,
    String kind,
    Address from,
    Address to,
    BigInteger value,
    long gas,
    Bytes input,
    String hash,
    String raw) {

  /** The same as a call object of {@code eth_call}. */
  Map<String, Object> call() {
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("from", from.toString());
    call.put("to", to.toString());
    call.put("value", "0x" + value.toString(16));
    call.put("gas", "0x" + Long.toHexString(gas));
    call.put("data", input.toHexString());
    return call;
  }

  @Override
  public String toString() {
    return what + ": " + call();
  }
}
