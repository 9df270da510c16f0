package org.openledger.precompile.model;

import com.esaulpaugh.headlong.abi.Tuple;
import java.util.List;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;

/** A model's way from stage to stage, each step with its guard. */
final class LifeCycle {

  private static final AbiEvent STAGE_CHANGED = Guards.ABI.event("StageChanged");
  private static final AbiError NO_LINKS = Guards.ABI.error("NoLinks");
  private static final AbiError WRONG_STAGE = Guards.ABI.error("WrongStage");

  private LifeCycle() {}

  static Tuple advance(Call call) {
    long model = Guards.known(call);
    Stage stage = Guards.models(call).stage(model);
    Call.require(stage.code() < Stage.DEPLOYED.code(), WRONG_STAGE, model, stage.code());
    if (stage == Stage.PROPOSED) {
      Guards.onlyGovernor(call);
    } else {
      Guards.own(call);
    }
    Stage next = stage.next();
    if (next == Stage.FINE_TUNING) {
      List<Link> links = Guards.models(call).links(model);
      Call.require(!links.isEmpty(), NO_LINKS, model);
    }
    if (next == Stage.DEPLOYED) {
      Linking.active(call, Guards.models(call).links(model));
    }
    change(call, model, stage, next);
    return AbiValues.tuple(next.code());
  }

  static void retire(Call call) {
    long model = Guards.own(call);
    Guards.notRetired(call, model);
    change(call, model, Guards.models(call).stage(model), Stage.RETIRED);
  }

  private static void change(Call call, long model, Stage from, Stage to) {
    Guards.models(call).setStage(model, to);
    call.emit(STAGE_CHANGED, model, from.code(), to.code());
  }
}
