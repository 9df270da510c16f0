package org.openledger.story;

import java.math.BigInteger;
import java.util.List;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** gOPEN: who locks how much, votes with it, stakes it, earns by it, and takes it back. */
final class Stakes {

  private static final NativeAddress STAKING = NativeAddress.STAKING;
  private static final List<Part> HOLDERS =
      List.of(
          Part.PROPOSER,
          Part.DELEGATOR,
          Part.DELEGATE,
          Part.OPPONENT,
          Part.MODEL_STAKER,
          Part.GENERAL_STAKER);

  private final Scene scene;
  private final Section section;

  Stakes(Scene scene, Section section) {
    this.scene = scene;
    this.section = section;
  }

  /** How much gOPEN somebody locks, in wei. */
  static BigInteger locked(Scene scene, Part part) {
    return switch (part) {
      case PROPOSER -> scene.network().parameter(Parameter.PROPOSAL_THRESHOLD).add(Coins.open(50));
      case DELEGATOR -> Coins.open(100);
      case DELEGATE -> Coins.open(80);
      case OPPONENT -> Coins.open(60);
      case MODEL_STAKER -> Coins.open(200);
      case GENERAL_STAKER -> Coins.open(100);
      default -> BigInteger.ZERO;
    };
  }

  /** OPEN becomes gOPEN. */
  void deposit(Wave wave) {
    for (Part part : HOLDERS) {
      BigInteger amount = locked(scene, part);
      wave.with(
          section,
          scene.paying(part, amount, STAKING, "deposit").so(Coins.words(amount) + " become gOPEN"));
    }
  }

  /** Everybody votes for himself, but the delegator; the stakers stake. */
  void delegateAndStake(Wave wave, long model) {
    delegate(wave, Part.PROPOSER, Part.PROPOSER);
    delegate(wave, Part.DELEGATOR, Part.DELEGATE);
    delegate(wave, Part.DELEGATE, Part.DELEGATE);
    delegate(wave, Part.OPPONENT, Part.OPPONENT);
    stake(wave, Part.MODEL_STAKER, model, "stakes on model " + model);
    stake(wave, Part.GENERAL_STAKER, 0, "stakes generally");
  }

  private void delegate(Wave wave, Part from, Part to) {
    String words = "votes of " + from.label() + " go to " + to.label();
    wave.with(section, scene.act(from, STAKING, "delegate", scene.parties().address(to)).so(words));
  }

  private void stake(Wave wave, Part part, long model, String words) {
    wave.with(section, scene.act(part, STAKING, "stake", model, locked(scene, part)).so(words));
  }

  /** What stake has earned becomes its stakers' credit. */
  void claim(Wave wave, long model) {
    wave.with(section, scene.act(Part.MODEL_STAKER, STAKING, "claim", model).so("its share"));
    wave.with(section, scene.act(Part.GENERAL_STAKER, STAKING, "claim", 0L).so("its share"));
  }

  /** Both stakers ask for their stake back. */
  void unstake(Wave wave, long model) {
    BigInteger onModel = locked(scene, Part.MODEL_STAKER);
    BigInteger general = locked(scene, Part.GENERAL_STAKER);
    wave.with(
        section, scene.act(Part.MODEL_STAKER, STAKING, "unstake", model, onModel).so("it cools"));
    wave.with(
        section, scene.act(Part.GENERAL_STAKER, STAKING, "unstake", 0L, general).so("it cools"));
  }

  /** What has cooled is OPEN again. */
  void withdraw(Wave wave, long model) {
    wave.with(
        section, scene.act(Part.MODEL_STAKER, STAKING, "withdraw", model).so("gOPEN becomes OPEN"));
    wave.with(
        section, scene.act(Part.GENERAL_STAKER, STAKING, "withdraw", 0L).so("gOPEN becomes OPEN"));
  }
}
