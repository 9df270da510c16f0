package org.openledger.precompile.model;

import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;

/** A model changes hands in two steps, as OpenZeppelin's Ownable2Step. */
final class Transfers {

  private static final AbiEvent MODEL_TRANSFER_STARTED = Guards.ABI.event("ModelTransferStarted");
  private static final AbiEvent MODEL_TRANSFERRED = Guards.ABI.event("ModelTransferred");
  private static final AbiError NOT_PENDING_CREATOR = Guards.ABI.error("NotPendingCreator");

  private Transfers() {}

  static void offer(Call call) {
    long model = Guards.own(call);
    Address to = call.address(1);
    Guards.payable(to);
    Guards.models(call).setPendingCreator(model, to);
    call.emit(MODEL_TRANSFER_STARTED, model, call.sender(), to);
  }

  static void accept(Call call) {
    long model = Guards.known(call);
    ModelStorage models = Guards.models(call);
    boolean offered = models.pendingCreator(model).equals(call.sender());
    Call.require(offered, NOT_PENDING_CREATOR, model, call.sender());
    Address previous = models.creator(model);
    models.setPendingCreator(model, Address.ZERO);
    models.setCreator(model, call.sender());
    call.emit(MODEL_TRANSFERRED, model, previous, call.sender());
  }
}
