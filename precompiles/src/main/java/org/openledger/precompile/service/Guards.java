package org.openledger.precompile.service;

import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;
import org.openledger.precompile.system.SystemStorage;

/** What several functions of the services demand of their arguments and callers. */
final class Guards {

  private Guards() {}

  static SystemStorage system(Call call) {
    return new SystemStorage(call.storage());
  }

  /** INV-FEE-05: nothing is owed to an account that cannot withdraw. */
  static void payable(Address account) {
    Call.require(!NativeAddress.contains(account), ServiceAbi.NOT_PAYABLE, account);
  }

  static void onlyGovernor(Call call) {
    boolean governor = system(call).hasRole(Role.GOVERNOR.id(), call.sender());
    Call.require(governor, ServiceAbi.UNAUTHORIZED, call.sender(), Role.GOVERNOR.id());
  }

  /** The value that came with the call, which must not be zero. */
  static BigInteger something(Call call) {
    Call.require(call.value().signum() > 0, ServiceAbi.ZERO_AMOUNT);
    return call.value();
  }

  /** An amount of wei that a holding can count. */
  static BigInteger holdable(BigInteger amount) {
    Call.require(
        amount.compareTo(Holding.MAX) <= 0, ServiceAbi.TOO_MANY_COINS, amount, Holding.MAX);
    return amount;
  }

  /** An amount of wei, below 2^96, of a struct. */
  static BigInteger wei(String name, BigInteger amount) {
    return bounded(name, amount, BigInteger.ZERO, Holding.MAX);
  }

  /** A number of blocks: 1 … maxServiceBlocks. */
  static long blocks(Call call, String name, BigInteger blocks) {
    BigInteger most = system(call).parameter(Parameter.MAX_SERVICE_BLOCKS);
    return bounded(name, blocks, BigInteger.ONE, most).longValueExact();
  }

  static BigInteger bounded(String name, BigInteger value, BigInteger minimum, BigInteger maximum) {
    if (value.compareTo(minimum) < 0 || value.compareTo(maximum) > 0) {
      throw new RevertException(
          ServiceAbi.VALUE_OUT_OF_BOUNDS, AbiValues.name(name), value, minimum, maximum);
    }
    return value;
  }

  /** Ends the call behind a deadline. */
  static void inTime(Call call, long deadline) {
    Call.require(
        call.blockNumber() <= deadline, ServiceAbi.DEADLINE_PASSED, deadline, call.blockNumber());
  }

  /** Ends the call before a block. */
  static void from(Call call, long earliest) {
    Call.require(
        call.blockNumber() >= earliest, ServiceAbi.TOO_EARLY, earliest, call.blockNumber());
  }
}
