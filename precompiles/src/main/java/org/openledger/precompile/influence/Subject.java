package org.openledger.precompile.influence;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.epoch.Epoch;
import org.openledger.precompile.epoch.EpochState;
import org.openledger.precompile.epoch.EpochStorage;
import org.openledger.precompile.epoch.OpenEpoch;
import org.openledger.precompile.epoch.Result;
import org.openledger.precompile.fee.TypedData;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.system.SystemStorage;

/**
 * What attesters sign about: an epoch of a model.
 *
 * @param model its id
 * @param number of the epoch
 */
record Subject(long model, long number) {

  private static final String DOMAIN = "OpenLedger InfluenceAttestations";

  private static final Bytes32 TYPE =
      Keccak256.hash(
          "Attestation(uint256 model,uint256 version,uint256 epoch,uint256 round,"
              + "bytes32 weightsHash,bytes32 evidence,bytes32 method)");

  /** The epoch that the first two arguments name, or UnknownModel, UnknownEpoch. */
  static Subject of(Call call) {
    long model = model(call);
    BigInteger number = call.number(1);
    BigInteger last = BigInteger.valueOf(new EpochStorage(call.storage()).open(model).number());
    boolean known = number.signum() > 0 && number.compareTo(last) <= 0;
    Call.require(known, InfluenceAbi.UNKNOWN_EPOCH, model, number);
    return new Subject(model, number.longValueExact());
  }

  /** The model that the first argument names, or UnknownModel. */
  static long model(Call call) {
    BigInteger model = call.number(0);
    Call.require(
        new ModelStorage(call.storage()).isModel(model), InfluenceAbi.UNKNOWN_MODEL, model);
    return model.longValueExact();
  }

  /** The closed epoch; closed now where its last block has passed. */
  Epoch closed(Call call) {
    new EpochStorage(call.storage()).closeEnded(model);
    return epoch(call);
  }

  Epoch epoch(Call call) {
    return new EpochStorage(call.storage()).epoch(model, number);
  }

  Result result(Call call) {
    return new EpochStorage(call.storage()).result(model, number);
  }

  void set(Call call, Epoch epoch) {
    new EpochStorage(call.storage()).set(model, number, epoch);
  }

  void set(Call call, Result result) {
    new EpochStorage(call.storage()).setResult(model, number, result);
  }

  /** Ends the call where a condition on the epoch's state does not hold. */
  void require(Epoch epoch, boolean allowed) {
    Call.require(allowed, InfluenceAbi.WRONG_EPOCH_STATE, model, number, epoch.state().code());
  }

  /** Version and first block of the epoch, whether it is closed or not. */
  OpenEpoch beginning(Call call) {
    EpochStorage epochs = new EpochStorage(call.storage());
    Epoch it = epochs.epoch(model, number);
    return it.state() == EpochState.NONE
        ? epochs.open(model)
        : new OpenEpoch(number, it.version(), it.opened(), 0, 0, BigInteger.ZERO, it.attesters());
  }

  /** What is signed; bound to chain, contract, model, version, epoch and round. */
  Bytes32 digest(
      Call call,
      long version,
      BigInteger round,
      Bytes32 weights,
      Bytes32 evidence,
      Bytes32 method) {
    call.gas().charge(GasSchedule.TYPED_DATA);
    return TypedData.digest(
        DOMAIN,
        new SystemStorage(call.storage()).configuration().chainId(),
        EpochStorage.ACCOUNT,
        TypedData.struct(TYPE, model, version, number, round, weights, evidence, method));
  }
}
