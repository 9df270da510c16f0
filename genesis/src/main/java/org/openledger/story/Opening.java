package org.openledger.story;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openledger.client.Draft;
import org.openledger.demo.DemoException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** Before the story: coins for everybody, roles for the vote and the attesters. */
final class Opening {

  /** Gas that a part may use in the whole story. */
  private static final long GAS = 12_000_000;

  private static final long TRANSFER_GAS = 21_000;
  private static final String BANKER = "banker";

  private final Scene scene;
  private final Section section;

  Opening(Scene scene, Section section) {
    this.scene = scene;
    this.section = section;
  }

  /** Account 0 sends everybody what he will need. */
  void fund() {
    Map<Part, BigInteger> needs = needs();
    BigInteger gas = scene.chain().costOf(GAS);
    Wave wave = scene.wave();
    BigInteger total = gas;
    for (Part part : Part.values()) {
      if (part.onlySigns()) {
        continue;
      }
      BigInteger coins = needs.getOrDefault(part, BigInteger.ZERO).add(gas);
      total = total.add(coins).add(scene.chain().costOf(TRANSFER_GAS));
      Draft draft = Draft.transfer(scene.cast().banker(), scene.parties().address(part), coins);
      wave.with(
          section, new Act(BANKER, "transfer", Coins.words(coins) + " to " + part.label(), draft));
    }
    BigInteger held = scene.chain().balance(scene.cast().banker().address());
    if (held.compareTo(total) < 0) {
      throw new DemoException(
          "insufficient funds: account 0 of the test mnemonic holds "
              + Coins.words(held)
              + ", the full story needs "
              + Coins.words(total));
    }
    wave.send();
  }

  private Map<Part, BigInteger> needs() {
    Map<Part, BigInteger> needs = new EnumMap<>(Part.class);
    for (Part part : List.of(Part.PROPOSER, Part.DELEGATOR, Part.DELEGATE, Part.OPPONENT)) {
      needs.put(part, Stakes.locked(scene, part));
    }
    needs.put(Part.MODEL_STAKER, Stakes.locked(scene, Part.MODEL_STAKER));
    needs.put(Part.GENERAL_STAKER, Stakes.locked(scene, Part.GENERAL_STAKER));
    needs.put(Part.CREATOR, Coins.open(10));
    needs.put(Part.ALICE, Coins.open(1));
    needs.put(Part.BOB, Coins.open(1));
    needs.put(Part.COPYIST, Coins.open(1));
    BigInteger bond = scene.network().parameter(Parameter.MIN_PROVIDER_BOND);
    needs.put(Part.FINE_TUNER, bond.add(Coins.open(5)));
    needs.put(Part.HOST, bond);
    needs.put(Part.SUBSCRIBER, Coins.open(3));
    needs.put(Part.PAYER, Coins.open(10));
    needs.put(Part.AGENT_OWNER, Coins.open(5));
    for (Part rater : Rating.BONDED) {
      needs.put(rater, scene.network().parameter(Parameter.RATER_BOND));
    }
    for (Part attester : Attesting.ATTESTERS) {
      needs.put(attester, scene.network().parameter(Parameter.MIN_ATTESTER_BOND));
    }
    return needs;
  }

  /** The admin lets gOPEN decide, and appoints attesters. */
  void appoint(Wave wave) {
    Address governance = NativeAddress.GOVERNANCE.address();
    if (!scene.network().hasRole(Role.GOVERNOR, governance)) {
      wave.with(
          section, admin("grantRole", "the vote approves models", Role.GOVERNOR.id(), governance));
    }
    if (!scene.network().parameterAddress(Parameter.TREASURY).equals(governance)) {
      wave.with(
          section,
          admin(
              "setParameter",
              "the vote spends the treasury",
              Parameter.TREASURY.key(),
              governance.toBigInteger()));
    }
    for (Part attester : Attesting.ATTESTERS) {
      Address account = scene.parties().address(attester);
      wave.with(
          section,
          admin("grantRole", attester.label() + " may attest", Role.ATTESTER.id(), account));
    }
  }

  private Act admin(String function, String words, Object... arguments) {
    return scene
        .act(
            BANKER,
            scene.cast().banker(),
            BigInteger.ZERO,
            NativeAddress.SYSTEM,
            function,
            arguments)
        .so(words);
  }
}
