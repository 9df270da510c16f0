package org.openledger.story;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** The end: what has cooled or unlocked leaves, and all take their credits. */
final class Departure {

  private final Scene scene;
  private final Section section;

  Departure(Scene scene, Section section) {
    this.scene = scene;
    this.section = section;
  }

  /** Waits until the stakers' stake has cooled. */
  void awaitStake(long model) {
    await(NativeAddress.STAKING, "stakeOf", 2, Part.MODEL_STAKER, model);
    await(NativeAddress.STAKING, "stakeOf", 2, Part.GENERAL_STAKER, 0L);
  }

  /** Waits until the fine-tuner's bond has unlocked. */
  void awaitProvider() {
    Address account = scene.parties().address(Part.FINE_TUNER);
    Tuple it = scene.at(NativeAddress.SERVICES).call("provider", account).get(0);
    scene.blocks().await(it.<BigInteger>get(4).longValueExact());
  }

  private void await(NativeAddress contract, String function, int position, Part part, long pool) {
    Address account = scene.parties().address(part);
    Tuple it = scene.at(contract).call(function, account, pool).get(0);
    scene.blocks().await(it.<BigInteger>get(position).longValueExact());
  }

  /** Everybody who has a credit withdraws it. */
  void withdraw() {
    Wave wave = scene.wave();
    for (Part part : List.of(Part.values())) {
      Address account = scene.parties().address(part);
      BigInteger credit = scene.at(NativeAddress.INFERENCE_FEES).call("creditOf", account).get(0);
      if (credit.signum() > 0) {
        wave.with(
            section,
            scene.act(part, NativeAddress.INFERENCE_FEES, "withdraw").so(Coins.words(credit)));
      }
    }
    wave.send();
  }
}
