package org.openledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.bytes.MutableBytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.cli.OpenLedger;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.StateStorage;
import org.openledger.node.chain.StateView;
import org.openledger.node.evidence.Claim;
import org.openledger.node.evidence.CompactEvidence;
import org.openledger.node.evidence.Evidence;
import org.openledger.node.evidence.EvidenceException;
import org.openledger.node.evidence.EvidenceJson;
import org.openledger.node.evidence.EvidenceMaker;
import org.openledger.node.evidence.Fault;
import org.openledger.node.evidence.Unavailable;
import org.openledger.node.evidence.UnavailableException;
import org.openledger.node.evidence.Verified;
import org.openledger.node.evidence.Verifier;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Slot;

class EvidenceTest {

  private static final long SEED = Long.getLong("openledger.seed", 20_261_121L);
  private static final Verifier VERIFIER = Verifier.shipped();

  /** Contributions of the story: Alice's, Bob's copy of what Alice said first, Carol's. */
  private static final long BOBS = 2;

  @TempDir private static Path directory;

  private static DevNetwork network;
  private static EvidenceMaker.Wanted wanted;
  private static Evidence evidence;

  @BeforeAll
  static void settle() throws IOException, UnavailableException {
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
    wanted =
        SettledStory.tell(
            network,
            directory,
            SettledStory.ALICE + " Zyx. " + SettledStory.BOB + " And then " + SettledStory.CAROL);
    evidence = network.evidence().evidence(wanted);
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @Test
  void evidenceOfTheStoryIsVerified() throws EvidenceException {
    Verified verified = VERIFIER.verify(evidence);
    assertThat(verified.blockHash())
        .isEqualTo(network.chain().block(verified.blockNumber()).orElseThrow().hash());
    assertThat(verified.payees()).hasSize(2);
    assertThat(verified.claim()).isInstanceOf(Claim.Owned.class);
    assertThat(
            verified.payees().stream()
                .map(payee -> payee.amount())
                .reduce(verified.sink(), (a, b) -> a.add(b)))
        .isEqualTo(verified.fee().contributors());
  }

  @Test
  void bothFormsGiveTheSameEvidence() throws Exception {
    Bytes compact = CompactEvidence.encode(evidence);
    assertThat(compact.size()).isLessThan(16 * 1_024);
    assertThat(CompactEvidence.encode(CompactEvidence.decode(compact))).isEqualTo(compact);
    String json = new JsonMapper().writeValueAsString(EvidenceJson.of(evidence));
    Evidence read = EvidenceJson.parse(new JsonMapper().readValue(json, Object.class));
    assertThat(CompactEvidence.encode(read)).isEqualTo(compact);
    VERIFIER.verify(read);
    VERIFIER.verify(CompactEvidence.decode(compact));
  }

  @Test
  void anyChangedByteOfTheCompactFormIsRefused() throws EvidenceException {
    Bytes32 trusted = VERIFIER.verify(evidence).blockHash();
    Bytes compact = CompactEvidence.encode(evidence);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int at = 0; at < compact.size(); at++) {
      MutableBytes bent = compact.mutableCopy();
      bent.set(at, (byte) (bent.get(at) ^ 1 + random.nextInt(255)));
      assertRefused("seed " + SEED + ", byte " + at, trusted, bent);
    }
    for (int size = 0; size < compact.size(); size++) {
      assertRefused("cut off at " + size, trusted, compact.slice(0, size));
    }
    assertRefused("one byte more", trusted, Bytes.concatenate(compact, Bytes.of(0)));
  }

  @Test
  void anyChangedFieldOfTheJsonIsRefused() throws EvidenceException {
    Bytes32 trusted = VERIFIER.verify(evidence).blockHash();
    Object json = EvidenceJson.of(evidence);
    SplittableRandom random = new SplittableRandom(SEED);
    int fields = leaves(json);
    assertThat(fields).isGreaterThan(90);
    for (int field = 0; field < fields; field++) {
      Object bent = bent(json, new int[] {field}, random);
      assertThatThrownBy(() -> VERIFIER.verify(EvidenceJson.parse(bent), trusted))
          .as("seed %d, field %d", SEED, field)
          .isInstanceOf(EvidenceException.class);
    }
  }

  @Test
  void aContributionThatOnlyRepeatsOthersIsNotAbsentAndOneThatSharesNothingIs() throws Exception {
    assertThatThrownBy(() -> network.evidence().absent(wanted, BOBS))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            e -> assertThat(e.reason()).isEqualTo(Unavailable.NOT_ABSENT));
    assertThatThrownBy(() -> network.evidence().absent(wanted, 99))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            e -> assertThat(e.reason()).isEqualTo(Unavailable.NOT_LINKED));
    EvidenceMaker.Wanted other =
        SettledStory.tell(network, directory, SettledStory.CAROL + " And so it ends, we hear.");
    long bob = lastContribution() - 1;
    Evidence absent = network.evidence().absent(other, bob);
    Verified verified = VERIFIER.verify(absent);
    assertThat(verified.claim()).isEqualTo(new Claim.Absent(bob));
    Bytes32 trusted = verified.blockHash();
    Bytes compact = CompactEvidence.encode(absent);
    VERIFIER.verify(CompactEvidence.decode(compact));
    SplittableRandom random = new SplittableRandom(SEED);
    for (int at = 0; at < compact.size(); at++) {
      MutableBytes bent = compact.mutableCopy();
      bent.set(at, (byte) (bent.get(at) ^ 1 + random.nextInt(255)));
      assertRefused("seed " + SEED + ", byte " + at, trusted, bent);
    }
  }

  @Test
  void nothingIsRefutedWhereTheChainIsRight() {
    assertThatThrownBy(() -> network.evidence().refute(evidence))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            e -> assertThat(e.reason()).isEqualTo(Unavailable.NOTHING_TO_REFUTE));
  }

  @Test
  void thePageIsMadeFromANodeAndTheFileIsVerified() throws Exception {
    Path page = directory.resolve("page.html");
    Path file = directory.resolve("evidence.olevid");
    String hash = VERIFIER.verify(evidence).blockHash().toHexString();
    assertThat(
            run(
                "explain",
                wanted.transaction().toHexString(),
                "--rpc",
                network.url(),
                "--out",
                page.toString(),
                "--evidence",
                file.toString()))
        .isZero();
    String html = Files.readString(page);
    assertThat(html).contains("seventeen purple elephants", "patient lockkeepers", hash);
    assertThat(html).doesNotContain("<script", "http://www", "https://", "src=");
    assertThat(run("verify", file.toString())).isZero();
    assertThat(out.toString()).startsWith(page.toString()).contains("CONSISTENT");
    assertThat(run("verify", file.toString(), "--block-hash", hash)).isZero();
    assertThat(out.toString()).contains("VERIFIED");
    assertThat(run("verify", file.toString(), "--rpc", network.url(), "--json")).isZero();
    assertThat(out.toString())
        .contains("\"verified\":true", "\"consistent\":true", "\"anchor\":\"rpc\"");
    assertThat(run("verify", file.toString(), "--json")).isZero();
    assertThat(out.toString())
        .contains("\"verified\":false", "\"consistent\":true", "\"anchor\":\"none\"");
    assertThat(run("verify", file.toString(), "--block-hash", "0x" + "0".repeat(64))).isEqualTo(1);
    assertThat(out.toString()).contains("REFUSED (OTHER_BLOCK)");
    assertThat(run("verify", file.toString(), "--absent")).isEqualTo(1);
    assertThat(run("verify", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(run("verify", file.toString(), "--block-hash", "0x12")).isEqualTo(2);
    assertThat(run("verify", page.toString())).isEqualTo(1);
  }

  @Test
  void aRequestIsNamedInDecimalOrHexadecimal() throws Exception {
    BigInteger request = VERIFIER.verify(evidence).request();
    Path page = directory.resolve("request.html");
    for (String number : List.of(request.toString(), "0x" + request.toString(16), "00" + request)) {
      assertThat(explain(page, number)).isZero();
    }
    assertThat(explain(page, request.add(BigInteger.TEN).toString())).isEqualTo(1);
    String tooMuch = BigInteger.TWO.pow(256).toString();
    for (String rubbish : List.of("", "x", "0x", "1x", "-1", "1.0", "0x-1", tooMuch)) {
      assertThat(explain(page, rubbish)).as(rubbish).isEqualTo(2);
    }
  }

  private int explain(Path page, String request) {
    return run(
        "explain",
        wanted.transaction().toHexString(),
        "--rpc=" + network.url(),
        "--out=" + page,
        "--request=" + request);
  }

  @Test
  void wrongUseIsTold() throws Exception {
    String transaction = wanted.transaction().toHexString();
    assertThat(run("explain", transaction, "--rpc", "xx")).isEqualTo(2);
    assertThat(run("explain", directory.toString())).isEqualTo(2);
    Path file = directory.resolve("wrong.olevid");
    Files.write(file, CompactEvidence.encode(evidence).toArray());
    assertThat(run("verify", file.toString(), "--rpc", "xx")).isEqualTo(2);
    assertThat(run("verify", directory.toString())).isEqualTo(2);
  }

  @Test
  void hostileTextStaysText() throws Exception {
    EvidenceMaker.Wanted hostile =
        SettledStory.tell(
            network, directory, "<script>alert(1)</script> & \u202e\u0007 " + SettledStory.CAROL);
    Path page = directory.resolve("hostile.html");
    String transaction = hostile.transaction().toHexString();
    assertThat(run("explain", transaction, "--rpc", network.url(), "--out", page.toString()))
        .isZero();
    assertThat(Files.readString(page))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "⟨U+202E⟩", "⟨U+0007⟩")
        .doesNotContain("<script", "\u202e", "\u0007");
  }

  /** The last contribution is Carol's, the one before Bob's. */
  private static long lastContribution() {
    BlockRef head = network.chain().head();
    StateView state = network.chain().state(head).orElseThrow();
    return StateStorage.of(state, head.number())
        .loadLong(Slot.of(NativeAddress.DATANETS.address(), 1));
  }

  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    return OpenLedger.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(System.err, true))
        .execute(arguments);
  }

  private static void assertRefused(String what, Bytes32 trusted, Bytes bytes) {
    assertThatThrownBy(() -> VERIFIER.verify(CompactEvidence.decode(bytes), trusted))
        .as(what)
        .isInstanceOfSatisfying(
            EvidenceException.class, e -> assertThat(e.fault()).isIn((Object[]) Fault.values()));
  }

  private static int leaves(Object json) {
    return switch (json) {
      case Map<?, ?> map -> map.values().stream().mapToInt(EvidenceTest::leaves).sum();
      case List<?> list -> list.stream().mapToInt(EvidenceTest::leaves).sum();
      default -> 1;
    };
  }

  /** A copy with one leaf changed: the one that so many others come before. */
  private static Object bent(Object json, int[] before, SplittableRandom random) {
    switch (json) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put((String) key, bent(value, before, random)));
        return copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(value -> copy.add(bent(value, before, random)));
        return copy;
      }
      default -> {
        return before[0]-- == 0 ? bentLeaf(json, random) : json;
      }
    }
  }

  private static Object bentLeaf(Object leaf, SplittableRandom random) {
    if (leaf instanceof Number number) {
      return number.longValue() + 1 + random.nextInt(3);
    }
    String text = (String) leaf;
    if (!text.startsWith("0x")) {
      return text + "x";
    }
    int at = 2 + random.nextInt(text.length() - 2);
    int digit = Character.digit(text.charAt(at), 16) ^ 1 + random.nextInt(15);
    return text.substring(0, at) + Character.forDigit(digit, 16) + text.substring(at + 1);
  }
}
