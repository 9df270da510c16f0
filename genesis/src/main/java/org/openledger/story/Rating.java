package org.openledger.story;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.client.TransactionReceipt;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** A round of feedback: items, commitments, ratings, rewards, a correction. */
final class Rating {

  /** Who puts down a bond: raters, and who corrects. */
  static final List<Part> BONDED =
      List.of(Part.RATER_1, Part.RATER_2, Part.RATER_3, Part.RATER_4, Part.CORRECTOR);

  private static final NativeAddress FEEDBACK = NativeAddress.FEEDBACK;

  /** An inference that is rated: who paid for it, and his number of it. */
  record Item(Part payer, long request) {}

  private final Scene scene;
  private final Section section;
  private final long model;
  private final Map<Part, Bytes> ratings = new LinkedHashMap<>();
  private final Map<Part, Bytes32> salts = new LinkedHashMap<>();
  private long round;
  private long start;
  private long window;
  private long correction;

  /** A round of a model of three items, of which raters find the last one poor. */
  Rating(Scene scene, Section section, long model) {
    this.scene = scene;
    this.section = section;
    this.model = model;
    ratings.put(Part.RATER_1, Bytes.of(5, 4, 2));
    ratings.put(Part.RATER_2, Bytes.of(5, 4, 2));
    ratings.put(Part.RATER_3, Bytes.of(4, 4, 1));
    ratings.put(Part.RATER_4, Bytes.of(5, 2, 2));
    ratings.keySet().forEach(rater -> salts.put(rater, salt(rater)));
  }

  /** Nobody can guess it who does not have the rater's key. */
  private Bytes32 salt(Part rater) {
    return Keccak256.hash(scene.parties().wallet(rater).sign(Keccak256.hash("salt of " + model)));
  }

  static void bond(Scene scene, Section section, Wave wave) {
    BigInteger bond = scene.network().parameter(Parameter.RATER_BOND);
    for (Part part : BONDED) {
      wave.with(
          section,
          scene.paying(part, bond, FEEDBACK, "depositBond").so("bond " + Coins.words(bond)));
    }
  }

  /** The creator puts inferences up; the first opens the round. */
  void open(Wave wave, List<Item> items) {
    for (Item item : items) {
      Address payer = scene.parties().address(item.payer());
      wave.with(
          section,
          scene
              .act(Part.CREATOR, FEEDBACK, "addItem", model, payer, item.request())
              .so("request " + item.request() + " of " + item.payer().label()),
          this::opened);
    }
  }

  private void opened(TransactionReceipt receipt) {
    for (Tuple opening : scene.at(FEEDBACK).events(receipt, "RoundOpened")) {
      round = opening.<BigInteger>get(1).longValueExact();
      start = opening.<BigInteger>get(2).longValueExact();
      window = opening.<BigInteger>get(3).longValueExact();
      section.say("Budget of the round: " + Coins.words(opening.get(4)));
    }
  }

  /** The first block in which ratings are committed. */
  long commitBlock() {
    return start + window;
  }

  /** The first block in which ratings are revealed. */
  long revealBlock() {
    return start + 2 * window;
  }

  /** The first block in which rewards are paid. */
  long claimBlock() {
    return start + 3 * window;
  }

  void commit(Wave wave) {
    ratings.forEach(
        (rater, given) ->
            wave.with(
                section,
                scene
                    .act(rater, FEEDBACK, "commit", model, commitment(rater, given))
                    .so("to " + given.size() + " ratings")));
    wave.with(
        section,
        scene
            .act(
                Part.CORRECTOR,
                FEEDBACK,
                "proposeCorrection",
                model,
                round,
                2L,
                Keccak256.hash("thirty-five degrees Celsius, that is"),
                0L)
            .so("a better answer to item 3"),
        receipt -> correction = scene.number(receipt, FEEDBACK, "CorrectionProposed", 0));
  }

  /** keccak256(model ‖ round ‖ rater ‖ salt ‖ ratings), the first four as words. */
  private Bytes32 commitment(Part rater, Bytes given) {
    return Keccak256.hash(
        Bytes.concatenate(
            UInt256.valueOf(model).toBytes(),
            UInt256.valueOf(round).toBytes(),
            scene.parties().address(rater).toWord().toBytes(),
            salts.getOrDefault(rater, Bytes32.ZERO),
            given));
  }

  void reveal(Wave wave) {
    ratings.forEach(
        (rater, given) ->
            wave.with(
                section,
                scene
                    .act(
                        rater,
                        FEEDBACK,
                        "reveal",
                        model,
                        given,
                        salts.getOrDefault(rater, Bytes32.ZERO))
                    .so("%d, %d, %d".formatted(given.get(0), given.get(1), given.get(2)))));
  }

  /** Rewards, the bounty of the correction, and the bonds back. */
  void claim(Wave wave) {
    ratings
        .keySet()
        .forEach(
            rater ->
                wave.with(
                    section,
                    scene
                        .act(rater, FEEDBACK, "claim", model, scene.parties().address(rater))
                        .so("his reward"),
                    receipt -> told(rater, receipt)));
    wave.with(
        section,
        scene.act(Part.CREATOR, FEEDBACK, "approveCorrection", correction).so("item 3"),
        receipt -> {
          Tuple approved = scene.event(receipt, FEEDBACK, "CorrectionApproved");
          section.say("The correction earns " + Coins.words(approved.get(3)));
        });
  }

  private void told(Part rater, TransactionReceipt receipt) {
    Tuple paid = scene.event(receipt, FEEDBACK, "RewardPaid");
    section.say(
        "%s agrees with the others by %s of 24 points: %s"
            .formatted(rater.label(), paid.get(3), Coins.words(paid.get(4))));
  }

  void withdrawBonds(Wave wave) {
    for (Part part : BONDED) {
      wave.with(section, scene.act(part, FEEDBACK, "withdrawBond").so("bond back"));
    }
  }
}
