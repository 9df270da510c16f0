package org.openledger.bench.contract;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.host.Address;

/**
 * A call of a native contract that succeeds.
 *
 * @param contract its name
 * @param function called
 * @param sender who calls
 * @param value wei sent along
 * @param input calldata
 */
public record ContractCall(
    String contract, String function, Address sender, BigInteger value, Bytes input) {

  /** Such as {@code Models.link}. */
  public String name() {
    return contract + "." + function;
  }
}
