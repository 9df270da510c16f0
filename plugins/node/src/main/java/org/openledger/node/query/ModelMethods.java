package org.openledger.node.query;

import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.node.rpc.PageRequest.PAGE;
import static org.openledger.precompile.host.NativeAddress.INFERENCE_FEES;
import static org.openledger.precompile.host.NativeAddress.MODELS;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openledger.node.query.ModelTypes.Model;
import org.openledger.node.query.ModelTypes.ModelDetail;
import org.openledger.node.query.ModelTypes.Scheduled;
import org.openledger.node.query.ModelTypes.Version;
import org.openledger.node.query.ModelTypes.VersionDetail;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.model.Stage;

/** Models and their versions, from the state of a block. */
public final class ModelMethods {

  static final Parameter<Long> MODEL = Parameter.required("model", JsonTypes.ID, "Id of a model");

  private static final Parameter<Long> VERSION =
      Parameter.required("version", JsonTypes.ID, "Number of a version of the model");

  private final Queries queries;

  private ModelMethods(Queries queries) {
    this.queries = queries;
  }

  /** The methods. */
  public static List<RpcMethod> of(Queries queries) {
    ModelMethods methods = new ModelMethods(queries);
    return List.of(
        RpcMethod.named("openledger_listModels", "All models, by id.")
            .takes(BLOCK, PAGE)
            .answers("models", Listed.type("Models", ModelTypes.MODEL), methods::listModels),
        RpcMethod.named(
                "openledger_getModel",
                "One model: its current version, lineage, keys, bond and earnings.")
            .takes(MODEL, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("model", ModelTypes.MODEL_DETAIL, methods::getModel),
        RpcMethod.named("openledger_listModelVersions", "The versions of a model, by number.")
            .takes(MODEL, BLOCK, PAGE)
            .fails(RpcFailure.NOT_FOUND)
            .answers(
                "versions",
                Listed.type("ModelVersions", ModelTypes.VERSION),
                methods::listVersions),
        RpcMethod.named("openledger_getModelVersion", "One version of a model.")
            .takes(MODEL, VERSION, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("version", ModelTypes.VERSION_DETAIL, methods::getVersion));
  }

  private Listed<Model> listModels(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    BlockState state = page.state();
    return page.numbered(state.number(MODELS, "modelCount"), id -> Optional.of(model(state, id)));
  }

  private static Model model(BlockState state, long id) throws RpcException {
    return new Model(
        id,
        state.call(MODELS, "creator", id).address(0),
        Stage.of(state.number(MODELS, "stage", id)),
        lineage(state, id).stream().findFirst(),
        state.number(MODELS, "currentVersion", id),
        state.number(MODELS, "versionCount", id));
  }

  private static List<Long> lineage(BlockState state, long id) throws RpcException {
    BigInteger[] ancestors = (BigInteger[]) state.call(MODELS, "lineage", id).at(0);
    return Arrays.stream(ancestors).map(BigInteger::longValueExact).toList();
  }

  private ModelDetail getModel(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    long id = arguments.get(MODEL);
    Model model = model(state, id);
    Address pending = state.call(MODELS, "pendingCreator", id).address(0);
    Struct scheduled = state.call(MODELS, "scheduled", id);
    return new ModelDetail(
        BlockId.of(state.block()),
        model,
        Optional.of(pending).filter(address -> !address.isZero()),
        lineage(state, id),
        keys(state, id),
        Absent.number(scheduled, "version")
            .map(version -> new Scheduled(version, scheduled.number("fromBlock"))),
        version(state, id, Math.max(1, model.current())),
        state.call(INFERENCE_FEES, "accrued", id),
        state.call(INFERENCE_FEES, "servingBond", id));
  }

  private static List<Address> keys(BlockState state, long id) throws RpcException {
    List<Address> keys = new ArrayList<>();
    Object found = state.call(MODELS, "servingKeys", id).at(0);
    for (com.esaulpaugh.headlong.abi.Address key : (com.esaulpaugh.headlong.abi.Address[]) found) {
      keys.add(AbiValues.address(key));
    }
    return keys;
  }

  private Listed<Version> listVersions(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    BlockState state = page.state();
    long model = arguments.get(MODEL);
    return page.numbered(
        state.number(MODELS, "versionCount", model),
        number -> Optional.of(version(state, model, number)));
  }

  private VersionDetail getVersion(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    return new VersionDetail(
        BlockId.of(state.block()), version(state, arguments.get(MODEL), arguments.get(VERSION)));
  }

  static Version version(BlockState state, long model, long number) throws RpcException {
    return new Version(model, number, state.struct(MODELS, "version", model, number));
  }
}
