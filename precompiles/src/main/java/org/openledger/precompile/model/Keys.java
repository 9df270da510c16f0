package org.openledger.precompile.model;

import com.esaulpaugh.headlong.abi.Tuple;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/** Who signs a model's receipts. Keys belong to the model, not to a version: a stolen one stops. */
final class Keys {

  private static final AbiEvent SERVING_KEY_ADDED = Guards.ABI.event("ServingKeyAdded");
  private static final AbiEvent SERVING_KEY_REVOKED = Guards.ABI.event("ServingKeyRevoked");
  private static final AbiError ZERO_ADDRESS = Guards.ABI.error("ZeroAddress");
  private static final AbiError ALREADY_SERVING_KEY = Guards.ABI.error("AlreadyServingKey");
  private static final AbiError NOT_SERVING_KEY = Guards.ABI.error("NotServingKey");
  private static final AbiError TOO_MANY_SERVING_KEYS = Guards.ABI.error("TooManyServingKeys");

  private Keys() {}

  static void requireKey(Address key) {
    Call.require(!key.isZero(), ZERO_ADDRESS);
  }

  static void add(Call call) {
    long model = Guards.own(call);
    Guards.notRetired(call, model);
    Address key = call.address(1);
    requireKey(key);
    ServingKeys keys = Guards.models(call).keys(model);
    Call.require(!keys.contains(key), ALREADY_SERVING_KEY, model, key);
    long limit = Guards.system(call).parameterLong(Parameter.MAX_SERVING_KEYS);
    Call.require(keys.count() < limit, TOO_MANY_SERVING_KEYS, model, limit);
    add(call, model, key);
  }

  /** Adds a key that the model does not have. */
  static void add(Call call, long model, Address key) {
    Guards.models(call).keys(model).add(key);
    Guards.models(call).setPrimaryKey(model);
    call.emit(SERVING_KEY_ADDED, model, key);
  }

  static void revoke(Call call) {
    long model = Guards.own(call);
    Address key = call.address(1);
    ServingKeys keys = Guards.models(call).keys(model);
    Call.require(keys.contains(key), NOT_SERVING_KEY, model, key);
    // As long as a bond that is withdrawn: its creator cannot escape a dispute by revoking the key.
    long notice = Guards.system(call).parameterLong(Parameter.WITHDRAWAL_DELAY);
    keys.remove(key, call.blockNumber() + notice);
    Guards.models(call).setPrimaryKey(model);
    call.emit(SERVING_KEY_REVOKED, model, key);
  }

  static Tuple all(Call call) {
    Object[] keys =
        Guards.models(call).keys(Guards.known(call)).all().stream()
            .map(AbiValues::address)
            .toArray(com.esaulpaugh.headlong.abi.Address[]::new);
    return AbiValues.tuple((Object) keys);
  }

  static Tuple contains(Call call) {
    return AbiValues.tuple(Guards.models(call).keys(Guards.known(call)).contains(call.address(1)));
  }
}
