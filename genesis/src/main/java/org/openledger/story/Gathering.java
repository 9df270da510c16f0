package org.openledger.story;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.client.JsonRpc;
import org.openledger.client.TransactionReceipt;
import org.openledger.client.Wallet;
import org.openledger.demo.DemoException;
import org.openledger.demo.NodeIndex;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.NativeAddress;

/** A Datanet is filled under bonds, reviewed by two, sealed, indexed, attested. */
final class Gathering {

  private static final NativeAddress DATANETS = NativeAddress.DATANETS;

  /** Wei for each block of access to the data. */
  static final BigInteger ACCESS_PRICE = BigInteger.TEN.pow(15);

  private static final BigInteger BOND_PER_TOKEN = BigInteger.TEN.pow(14);

  /** For how many blocks the creator buys access himself, before a job extends it. */
  private static final long ACCESS_BLOCKS = 40;

  private static final long WHOLE = 10_000;

  private final Scene scene;
  private final Section section;
  private final Tokenizer tokenizer;
  private final Map<Part, Long> contributions = new EnumMap<>(Part.class);
  private final Map<Part, Content> contents = new EnumMap<>(Part.class);
  private long datanet;
  private Bytes32 root = Bytes32.ZERO;

  Gathering(Scene scene, Section section, Tokenizer tokenizer) {
    this.scene = scene;
    this.section = section;
    this.tokenizer = tokenizer;
    contents.put(Part.ALICE, content(Texts.BEES));
    contents.put(Part.BOB, content(Texts.TIDES));
    contents.put(Part.COPYIST, content(Texts.COPY));
  }

  private Content content(String text) {
    return Content.of(List.of(tokenizer.encode(text)), tokenizer.vocabularySize());
  }

  long datanet() {
    return datanet;
  }

  /** The number of somebody's contribution. */
  long contribution(Part part) {
    return Objects.requireNonNull(contributions.get(part));
  }

  /** Who is paid, in the order of their contributions: of one block, whoever proposed it chose. */
  List<Part> authors() {
    return Stream.of(Part.ALICE, Part.BOB)
        .sorted(Comparator.comparingLong(this::contribution))
        .toList();
  }

  /** What a contribution's bond is, in wei. */
  BigInteger bond(Part part) {
    long tokens = Objects.requireNonNull(contents.get(part)).tokenCount();
    return BOND_PER_TOKEN.multiply(BigInteger.valueOf(tokens));
  }

  void create(Wave wave) {
    Object reviewers =
        new com.esaulpaugh.headlong.abi.Address[] {
          AbiValues.address(scene.parties().address(Part.REVIEWER)),
          AbiValues.address(scene.parties().address(Part.SECOND_REVIEWER))
        };
    // Direct, in clear, open to all; access is sold at once; no quota.
    Tuple policy = AbiValues.tuple(true, true, true, false, true, BOND_PER_TOKEN, ACCESS_PRICE, 0L);
    Tuple settings =
        AbiValues.tuple(
            AbiValues.name("nature"),
            Bytes32.ZERO,
            AbiValues.name(tokenizer.id()),
            AbiValues.name("CC0-1.0"),
            scene.parties().address(Part.SINK),
            reviewers,
            2L,
            policy);
    Act act =
        scene
            .act(Part.OWNER, DATANETS, "createDatanet", "Bees and tides", settings)
            .so("two reviewers decide; access costs " + Coins.words(ACCESS_PRICE) + " a block");
    wave.with(
        section, act, receipt -> datanet = scene.number(receipt, DATANETS, "DatanetCreated", 0));
  }

  /** Two contribute what they wrote; then somebody copies the first. */
  void contribute() {
    Wave first = scene.wave();
    contribute(first, Part.ALICE, "on bees");
    contribute(first, Part.BOB, "on tides");
    first.send();
    Wave copy = scene.wave();
    contribute(copy, Part.COPYIST, "Alice's text");
    copy.send();
  }

  private void contribute(Wave wave, Part part, String words) {
    Content content = Objects.requireNonNull(contents.get(part));
    Act act =
        scene
            .paying(
                part,
                bond(part),
                DATANETS,
                "contributeInline",
                datanet,
                "story:" + words.replace(' ', '-'),
                Bytes.wrap(content.encoded()))
            .so(
                "%s, %d tokens, bond %s"
                    .formatted(words, content.tokenCount(), Coins.words(bond(part))));
    wave.with(
        section,
        act,
        receipt -> contributions.put(part, scene.number(receipt, DATANETS, "Contributed", 1)));
  }

  /** One reviewer after the other: the second vote decides. */
  void review() {
    for (Part reviewer : List.of(Part.REVIEWER, Part.SECOND_REVIEWER)) {
      Wave wave = scene.wave();
      for (Part author : List.of(Part.ALICE, Part.BOB)) {
        wave.with(
            section,
            scene
                .act(reviewer, DATANETS, "accept", contribution(author))
                .so(author.label() + "'s contribution"));
      }
      wave.with(
          section,
          scene
              .act(
                  reviewer,
                  DATANETS,
                  "markDuplicate",
                  contribution(Part.COPYIST),
                  contribution(Part.ALICE),
                  WHOLE,
                  Keccak256.hash("the same text"))
              .so("the copy repeats Alice's"));
      wave.send();
    }
  }

  void seal() {
    Object ids =
        authors().stream()
            .map(author -> BigInteger.valueOf(contribution(author)))
            .toArray(BigInteger[]::new);
    TransactionReceipt receipt =
        scene.send(section, scene.act(Part.OWNER, DATANETS, "seal", datanet, ids).so("version 1"));
    root = Bytes32.wrap(scene.event(receipt, DATANETS, "VersionSealed").<byte[]>get(2));
  }

  /** Operators attest the index once their nodes have it; the creator buys access meanwhile. */
  void attest(List<JsonRpc> nodes) {
    Bytes32 expected = Bytes32.wrap(segment().digest());
    for (JsonRpc node : nodes) {
      Bytes32 digest = NodeIndex.await(node, root);
      if (!digest.equals(expected)) {
        throw new DemoException(
            "the index at " + node.url() + " has digest " + digest + ", ours " + expected);
      }
    }
    // The last attestation activates, and costs more than was estimated beside the others.
    List<Wallet> operators = scene.cast().operators();
    for (int i = 0; i < operators.size(); i++) {
      Wave wave = scene.wave();
      Act act =
          scene.act(
              "operator " + (i + 1),
              operators.get(i),
              BigInteger.ZERO,
              DATANETS,
              "attest",
              datanet,
              1L,
              expected);
      wave.with(section, act.so("index " + expected.toHexString().substring(0, 10) + "…"));
      if (i == operators.size() - 1) {
        buyAccess(wave);
      }
      wave.send();
    }
  }

  private Segment segment() {
    List<Contribution> sealed = new ArrayList<>();
    for (Part author : authors()) {
      Content content = Objects.requireNonNull(contents.get(author));
      sealed.add(Contribution.of(contribution(author), content));
    }
    return Segment.of(tokenizer.id(), tokenizer.vocabularySize(), sealed);
  }

  private void buyAccess(Wave wave) {
    BigInteger price = ACCESS_PRICE.multiply(BigInteger.valueOf(ACCESS_BLOCKS));
    wave.with(
        section,
        scene
            .paying(
                Part.CREATOR,
                price,
                DATANETS,
                "requestAccess",
                datanet,
                AbiValues.name("training"),
                ACCESS_BLOCKS)
            .so(Coins.words(price) + " for " + ACCESS_BLOCKS + " blocks of access"));
  }

  /** Honest contributors' bonds, once nobody can slash them any more. */
  void releaseBonds(Wave wave) {
    for (Part author : List.of(Part.ALICE, Part.BOB)) {
      wave.with(
          section,
          scene
              .act(author, DATANETS, "releaseBond", contribution(author))
              .so("bond back: " + Coins.words(bond(author))));
    }
  }

  /** Waits until the bonds can be released. */
  void awaitBonds() {
    long last = 0;
    for (Part author : List.of(Part.ALICE, Part.BOB)) {
      Tuple it = scene.at(DATANETS).call("contribution", contribution(author)).get(0);
      last = Math.max(last, it.<BigInteger>get(12).longValueExact());
    }
    scene.blocks().await(last);
  }
}
