package org.openledger.precompile.model;

import java.math.BigInteger;
import java.util.function.BiFunction;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;

/**
 * {@code IModels}: proposal, lineage, versions, prices, split, attribution parameters, serving
 * keys, life-cycle.
 */
public final class Models {

  private Models() {}

  /** The contract, ready to be called. */
  public static NativeContract create() {
    return Dispatcher.bind(Guards.ABI, ModelStorage.ACCOUNT)
        .mutate("propose", Proposals::propose)
        .mutateVoid("link", Proposals::link)
        .mutate("advance", LifeCycle::advance)
        .mutateVoid("retire", LifeCycle::retire)
        .mutate("proposeVersion", Versions::propose)
        .mutateVoid("approveVersion", Versions::approve)
        .mutate("schedulePricing", Versions::schedulePricing)
        .mutateVoid("withdrawVersion", Versions::withdraw)
        .mutateVoid("addServingKey", Keys::add)
        .mutateVoid("revokeServingKey", Keys::revoke)
        .mutateVoid("transferModel", Transfers::offer)
        .mutateVoid("acceptModel", Transfers::accept)
        .view("modelCount", call -> AbiValues.tuple(Guards.models(call).modelCount()))
        .view("creator", model((models, id) -> models.creator(id)))
        .view("pendingCreator", model((models, id) -> models.pendingCreator(id)))
        .view("stage", model((models, id) -> models.stage(id).code()))
        .view("lineage", model(Models::lineage))
        .view("terms", model((models, id) -> TermsCodec.tuple(models.terms(id))))
        .view("links", model((models, id) -> TermsCodec.tuples(models.links(id))))
        .view("weightTable", model((models, id) -> models.weightTable(id)))
        .view("versionCount", model((models, id) -> models.versionCount(id)))
        .view("version", Versions::version)
        .view("currentVersion", model((models, id) -> models.currentVersion(id)))
        .view("scheduled", Versions::scheduled)
        .view("servingKeys", Keys::all)
        .view("isServingKey", Keys::contains)
        .contract();
  }

  /** A view of one value of the model that the first argument names. */
  private static Dispatcher.Handler model(BiFunction<ModelStorage, Long, Object> value) {
    return call -> {
      long id = Guards.known(call);
      return AbiValues.tuple(new Object[] {value.apply(Guards.models(call), id)});
    };
  }

  private static BigInteger[] lineage(ModelStorage models, long model) {
    return models.lineage(model).stream().map(BigInteger::valueOf).toArray(BigInteger[]::new);
  }
}
