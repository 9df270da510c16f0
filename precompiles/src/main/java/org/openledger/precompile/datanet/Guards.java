package org.openledger.precompile.datanet;

import java.math.BigInteger;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Role;
import org.openledger.precompile.system.SystemStorage;

/** What several functions of the Datanets demand of their arguments and callers. */
final class Guards {

  static final ContractAbi ABI = ContractAbi.of("Datanets");

  static final AbiError WRONG_STATUS = ABI.error("WrongStatus");
  static final AbiError WRONG_STANDING = ABI.error("WrongStanding");
  static final AbiError WRONG_VALUE = ABI.error("WrongValue");

  private static final AbiError UNAUTHORIZED = ABI.error("AccessControlUnauthorizedAccount");
  private static final AbiError UNKNOWN_DATANET = ABI.error("UnknownDatanet");
  private static final AbiError UNKNOWN_CONTRIBUTION = ABI.error("UnknownContribution");
  private static final AbiError UNKNOWN_VERSION = ABI.error("UnknownVersion");
  private static final AbiError NOT_OWNER = ABI.error("NotOwner");
  private static final AbiError ZERO_ADDRESS = ABI.error("ZeroAddress");
  private static final AbiError NOT_PAYABLE = ABI.error("NotPayable");
  private static final AbiError VALUE_OUT_OF_BOUNDS = ABI.error("ValueOutOfBounds");

  private Guards() {}

  /** The Datanet that an argument names. */
  static long datanet(Call call, int argument) {
    BigInteger id = call.number(argument);
    Call.require(new DatanetStorage(call.storage()).isDatanet(id), UNKNOWN_DATANET, id);
    return id.longValueExact();
  }

  /** The Datanet that the first argument names, where the caller owns it. */
  static long owned(Call call) {
    long datanet = datanet(call, 0);
    onlyOwner(call, datanet);
    return datanet;
  }

  static void onlyOwner(Call call, long datanet) {
    Call.require(isOwner(call, datanet), NOT_OWNER, datanet, call.sender());
  }

  static boolean isOwner(Call call, long datanet) {
    return new DatanetStorage(call.storage()).owner(datanet).equals(call.sender());
  }

  static boolean isGovernor(Call call) {
    return new SystemStorage(call.storage()).hasRole(Role.GOVERNOR.id(), call.sender());
  }

  static void only(Call call, Role role) {
    boolean member = new SystemStorage(call.storage()).hasRole(role.id(), call.sender());
    Call.require(member, UNAUTHORIZED, call.sender(), role.id());
  }

  /** The contribution that the first argument names. */
  static long contribution(Call call) {
    return contribution(call, call.number(0));
  }

  static long contribution(Call call, BigInteger id) {
    Call.require(
        new ContributionStorage(call.storage()).isContribution(id), UNKNOWN_CONTRIBUTION, id);
    return id.longValueExact();
  }

  /** The version of a Datanet that the second argument numbers. */
  static long version(Call call, long datanet) {
    BigInteger number = call.number(1);
    Call.require(
        new DatanetStorage(call.storage()).isVersion(datanet, number),
        UNKNOWN_VERSION,
        datanet,
        number);
    return number.longValueExact();
  }

  static void notZero(Address account) {
    Call.require(!account.isZero(), ZERO_ADDRESS);
  }

  /** INV-FEE-05: nothing is owed to an account that cannot withdraw. */
  static void payable(Address account) {
    notZero(account);
    Call.require(!NativeAddress.contains(account), NOT_PAYABLE, account);
  }

  /** The value sent, which must be exactly what is due. */
  static BigInteger exactly(Call call, BigInteger due) {
    Call.require(call.value().equals(due), WRONG_VALUE, call.value(), due);
    return due;
  }

  static BigInteger bounded(String name, BigInteger value, BigInteger minimum, BigInteger maximum) {
    if (value.compareTo(minimum) < 0 || value.compareTo(maximum) > 0) {
      throw new RevertException(VALUE_OUT_OF_BOUNDS, AbiValues.name(name), value, minimum, maximum);
    }
    return value;
  }

  /** A number from 1 to a limit. */
  static long counted(String name, BigInteger value, long limit) {
    return bounded(name, value, BigInteger.ONE, BigInteger.valueOf(limit)).longValueExact();
  }
}
