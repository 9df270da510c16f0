package org.openledger.integration.differential;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.host.Address;

/**
 * A call that nobody has signed yet.
 *
 * @param what it tries: {@code Contract.function} where it is one
 * @param kind of call, for statistics
 * @param sender 0 to 9
 * @param to the account that it calls
 * @param value wei
 * @param input calldata
 */
record Draft(String what, String kind, int sender, Address to, BigInteger value, Bytes input) {

  Draft {
    if (sender < 0 || sender >= DevAccounts.FUNDED) {
      throw new IllegalArgumentException(
          "account " + sender + " has no coins, it cannot send " + what);
    }
  }
}
