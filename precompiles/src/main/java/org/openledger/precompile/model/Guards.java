package org.openledger.precompile.model;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Role;
import org.openledger.precompile.system.SystemStorage;

/** What several functions of the registry ask first. */
final class Guards {

  static final ContractAbi ABI = ContractAbi.of("Models");

  private static final AbiError UNAUTHORIZED = ABI.error("AccessControlUnauthorizedAccount");
  private static final AbiError UNKNOWN_MODEL = ABI.error("UnknownModel");
  private static final AbiError UNKNOWN_MODEL_VERSION = ABI.error("UnknownModelVersion");
  private static final AbiError NOT_CREATOR = ABI.error("NotCreator");
  private static final AbiError NOT_PAYABLE = ABI.error("NotPayable");
  private static final AbiError WRONG_STAGE = ABI.error("WrongStage");
  private static final AbiError VALUE_OUT_OF_BOUNDS = ABI.error("ValueOutOfBounds");

  private Guards() {}

  static ModelStorage models(Call call) {
    return new ModelStorage(call.storage());
  }

  static SystemStorage system(Call call) {
    return new SystemStorage(call.storage());
  }

  /** The model that the first argument names. */
  static long known(Call call) {
    return known(call, call.number(0));
  }

  static long known(Call call, BigInteger id) {
    Call.require(models(call).isModel(id), UNKNOWN_MODEL, id);
    return id.longValueExact();
  }

  /** The version that the second argument names. */
  static long knownVersion(Call call, long model) {
    BigInteger number = call.number(1);
    long count = models(call).versionCount(model);
    boolean exists = number.signum() > 0 && number.compareTo(BigInteger.valueOf(count)) <= 0;
    Call.require(exists, UNKNOWN_MODEL_VERSION, model, number);
    return number.longValueExact();
  }

  /** The model that the first argument names, called by its creator. */
  static long own(Call call) {
    long model = known(call);
    Call.require(
        models(call).creator(model).equals(call.sender()), NOT_CREATOR, model, call.sender());
    return model;
  }

  static void onlyGovernor(Call call) {
    Bytes32 governor = Role.GOVERNOR.id();
    Call.require(
        system(call).hasRole(governor, call.sender()), UNAUTHORIZED, call.sender(), governor);
  }

  static void inStage(Call call, long model, Stage stage) {
    Stage actual = models(call).stage(model);
    Call.require(actual == stage, WRONG_STAGE, model, actual.code());
  }

  static void notRetired(Call call, long model) {
    Stage actual = models(call).stage(model);
    Call.require(actual != Stage.RETIRED, WRONG_STAGE, model, actual.code());
  }

  /** INV-FEE-05: nothing is ever owed to an account that cannot withdraw. */
  static void payable(Address account) {
    Call.require(!NativeAddress.contains(account), NOT_PAYABLE, account);
  }

  static BigInteger bounded(String name, BigInteger value, BigInteger minimum, BigInteger maximum) {
    boolean within = value.compareTo(minimum) >= 0 && value.compareTo(maximum) <= 0;
    Call.require(within, VALUE_OUT_OF_BOUNDS, AbiValues.name(name), value, minimum, maximum);
    return value;
  }
}
