package org.openledger.story;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/**
 * A version of the model that pays by attested influence: an epoch's pool waits, attesters weigh
 * the contributions, nobody challenges, the pool is paid. The weights are examples: what they are
 * computed from is off chain, and only its hashes are attested.
 */
final class Attesting {

  static final List<Part> ATTESTERS = List.of(Part.ATTESTER_1, Part.ATTESTER_2, Part.ATTESTER_3);

  private static final NativeAddress ATTESTATIONS = NativeAddress.INFLUENCE_ATTESTATIONS;
  private static final Bytes32 EVIDENCE = Keccak256.hash("scores of the epoch's inferences");
  private static final Bytes32 METHOD = Keccak256.hash("DataInf, quantised to 10^-9");

  /** Of 10^9; the eighth that is left is the sink's. */
  private static final int ALICES_WEIGHT = 500_000_000;

  private static final int BOBS_WEIGHT = 375_000_000;

  private final Scene scene;
  private final Section section;
  private final Gathering gathering;
  private final long model;
  private long version;
  private long epoch;
  private long epochEnd;
  private BigInteger attesters = BigInteger.ZERO;

  Attesting(Scene scene, Section section, Gathering gathering, long model) {
    this.scene = scene;
    this.section = section;
    this.gathering = gathering;
    this.model = model;
  }

  static void register(Scene scene, Section section, Wave wave) {
    BigInteger bond = scene.network().parameter(Parameter.MIN_ATTESTER_BOND);
    for (Part attester : ATTESTERS) {
      wave.with(
          section,
          scene.paying(attester, bond, ATTESTATIONS, "register").so("bond " + Coins.words(bond)));
    }
  }

  /** They sign no more: a story that is told later has attesters of its own. */
  static void leave(Scene scene, Section section, Wave wave) {
    for (Part attester : ATTESTERS) {
      wave.with(
          section,
          scene.act(attester, ATTESTATIONS, "leave").so("the bond stays until it unlocks"));
    }
  }

  /** The creator proposes version 2: the adapter, paid by influence. */
  void propose(String tokenizer) {
    Object links = scene.at(NativeAddress.MODELS).call("links", model).get(0);
    Act act =
        scene
            .act(
                Part.CREATOR,
                NativeAddress.MODELS,
                "proposeVersion",
                model,
                ModelTerms.of(tokenizer, Tuning.ADAPTER, ModelTerms.INFLUENCE),
                links)
            .so("the adapter; contributors are paid by influence");
    version = scene.number(scene.send(section, act), NativeAddress.MODELS, "VersionProposed", 1);
  }

  /** The call by which Governance approves it. */
  Act approval(long fromBlock) {
    return scene.act(
        Part.PROPOSER, NativeAddress.MODELS, "approveVersion", model, version, fromBlock);
  }

  /** The block after which the epoch that settlements went to is over. */
  long epochBlock() {
    if (epoch == 0) {
      Tuple open = scene.at(ATTESTATIONS).call("openEpoch", model).get(0);
      epoch = open.<BigInteger>get(0).longValueExact();
      epochEnd = open.<BigInteger>get(3).longValueExact();
      attesters = open.get(5);
      section.say(
          "Epoch %d of model %d holds %s; %s attesters may weigh it"
              .formatted(epoch, model, Coins.words(open.get(4)), attesters));
    }
    return epochEnd;
  }

  /** As many as are needed sign; anybody brings the result. */
  void submit(Wave wave) {
    Tuple quorum = scene.at(ATTESTATIONS).call("quorumOf", attesters);
    int needed = quorum.<BigInteger>get(0).intValueExact();
    Bytes signatures = signatures(ATTESTERS.subList(0, needed));
    wave.with(
        section,
        scene
            .act(
                Part.HOST,
                ATTESTATIONS,
                "submit",
                model,
                epoch,
                EVIDENCE,
                METHOD,
                weights(),
                signatures)
            .so("%d of %s have signed".formatted(needed, attesters)));
  }

  /** The others agree while the window is open. */
  void cosign(Wave wave) {
    Tuple it = scene.at(ATTESTATIONS).call("epochOf", model, epoch).get(0);
    List<Part> others = new ArrayList<>();
    for (int i = 0; i < ATTESTERS.size(); i++) {
      Part attester = ATTESTERS.get(i);
      Tuple known =
          scene.at(ATTESTATIONS).call("attesterOf", scene.parties().address(attester)).get(0);
      if (!it.<BigInteger>get(8).testBit(known.<BigInteger>get(4).intValueExact())) {
        others.add(attester);
      }
    }
    if (!others.isEmpty()) {
      wave.with(
          section,
          scene
              .act(
                  Part.HOST,
                  ATTESTATIONS,
                  "cosign",
                  model,
                  epoch,
                  Keccak256.hash(weights()),
                  EVIDENCE,
                  METHOD,
                  signatures(others))
              .so(others.size() + " more"));
    }
  }

  /** The block after which nobody can challenge any more. */
  long payBlock() {
    Tuple it = scene.at(ATTESTATIONS).call("epochOf", model, epoch).get(0);
    return it.<BigInteger>get(10).longValueExact() + 1;
  }

  void pay(Wave wave) {
    wave.with(
        section,
        scene.act(Part.HOST, ATTESTATIONS, "pay", model, epoch, weights()).so("by the weights"),
        receipt -> {
          Tuple paid = scene.event(receipt, ATTESTATIONS, "PoolPaid");
          section.say(
              "Paid: %s, of it %s to the sink"
                  .formatted(Coins.words(paid.get(3)), Coins.words(paid.get(4))));
        });
  }

  private Bytes weights() {
    List<Bytes> packed = new ArrayList<>();
    for (Part author : gathering.authors()) {
      int weight = author == Part.ALICE ? ALICES_WEIGHT : BOBS_WEIGHT;
      packed.add(Bytes.ofUnsignedLong(gathering.contribution(author)).slice(2));
      packed.add(Bytes.ofUnsignedInt(weight));
    }
    return Bytes.concatenate(packed);
  }

  private Bytes signatures(List<Part> signers) {
    byte[] digest =
        scene
            .at(ATTESTATIONS)
            .call(
                "attestationDigest", model, epoch, 0L, Keccak256.hash(weights()), EVIDENCE, METHOD)
            .get(0);
    return Bytes.concatenate(
        signers.stream()
            .map(part -> scene.parties().wallet(part).sign(Bytes32.wrap(digest)))
            .toList());
  }
}
