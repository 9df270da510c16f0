package org.openledger.precompile.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.GAS;
import static org.openledger.precompile.TestNetwork.account;
import static org.openledger.precompile.TestNetwork.encode;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.attribution.segment.Segment;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.LookUp;
import org.openledger.precompile.host.LookUps;
import org.openledger.precompile.host.SegmentSource;

/** A node that remembers look-ups answers as one that does not, for the same gas. */
class LookUpsTest {

  private static final long SEED = 0x100C;
  private static final int CALLS = 4_000;
  private static final int DATANETS = 2;
  private static final int VERSIONS = 3;

  private final TestNetwork network = new TestNetwork();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Map<LookUp.Question, LookUp> remembered = new HashMap<>();
  private int hits;

  @Test
  void neitherAnAnswerNorItsGasTellsWhetherItIsRemembered() {
    for (int datanet = 0; datanet < DATANETS; datanet++) {
      long id = network.createDatanet();
      for (int version = 0; version < VERSIONS; version++) {
        long contribution = network.accepted(account(20 + version), id, text(40));
        network.attest(id, network.seal(id, contribution));
      }
    }
    List<NativeContract> remembering = Contracts.all(new Remembering());
    List<NativeContract> forgetful = Contracts.all(network::segment);
    List<Bytes> answers =
        IntStream.range(0, 8).mapToObj(i -> TestNetwork.output(text(24))).toList();
    for (int i = 0; i < CALLS; i++) {
      Bytes input =
          encode(
              "TokenAttribution",
              "attributeOn",
              1L + random.nextInt(DATANETS),
              1L + random.nextInt(VERSIONS),
              rule(),
              answers.get(random.nextInt(answers.size())));
      String which = "seed " + SEED + ", call " + i;
      Outcome whole = call(forgetful, input, GAS);
      long exact = network.gasUsed();
      assertThat(call(remembering, input, GAS)).as(which).isEqualTo(whole);
      assertThat(network.gasUsed()).as(which).isEqualTo(exact);
      long less = random.nextLong(exact);
      assertThat(call(remembering, input, less)).as(which).isEqualTo(new Outcome.OutOfGas());
    }
    assertThat(hits).isGreaterThan(CALLS / 4);
    assertThat(remembered.size()).isGreaterThan(100);
  }

  @Test
  void questionsAreEqualWhereAllThatCountsIs() {
    Bytes32 a = Bytes32.leftPad(Bytes.of(1));
    Bytes32 b = Bytes32.leftPad(Bytes.of(2));
    Parameters rule = new Parameters(4, 1, Unit.TOKENS, 1_024);
    LookUp.Question question = new LookUp.Question(List.of(List.of(a)), b, rule, new int[] {1, 2});
    assertThat(new LookUp.Question(List.of(List.of(a)), b, rule, new int[] {1, 2}))
        .isEqualTo(question)
        .hasSameHashCodeAs(question);
    List<LookUp.Question> others = new ArrayList<>();
    others.add(new LookUp.Question(List.of(List.of(a, b)), b, rule, new int[] {1, 2}));
    others.add(new LookUp.Question(List.of(List.of(b)), b, rule, new int[] {1, 2}));
    others.add(new LookUp.Question(List.of(List.of(a)), a, rule, new int[] {1, 2}));
    others.add(new LookUp.Question(List.of(List.of(a)), b, rule, new int[] {2, 1}));
    others.add(new LookUp.Question(List.of(List.of(a)), b, rule, new int[] {1, 2, 0}));
    for (Parameters other :
        List.of(
            new Parameters(5, 1, Unit.TOKENS, 1_024),
            new Parameters(4, 2, Unit.TOKENS, 1_024),
            new Parameters(4, 1, Unit.RARITY, 1_024),
            new Parameters(4, 1, Unit.TOKENS, 1_025))) {
      others.add(new LookUp.Question(List.of(List.of(a)), b, other, new int[] {1, 2}));
    }
    assertThat(others).doesNotContain(question);
  }

  private Outcome call(List<NativeContract> contracts, Bytes input, long gas) {
    network.install(contracts);
    return network.call(account(20), "TokenAttribution", BigInteger.ZERO, gas, input);
  }

  private Tuple rule() {
    return AbiValues.tuple(
        3L + random.nextInt(2), 1L, 1_024L << random.nextInt(2), random.nextInt(2));
  }

  /** Of few letters, so that much of it is found. */
  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }

  private final class Remembering implements SegmentSource, LookUps {

    @Override
    public Segment segment(Bytes32 root) {
      return network.segment(root);
    }

    @Override
    public LookUps lookUps() {
      return this;
    }

    @Override
    public @Nullable LookUp recall(LookUp.Question question) {
      LookUp found = remembered.get(question);
      hits += found == null ? 0 : 1;
      return found;
    }

    @Override
    public void remember(LookUp.Question question, LookUp found) {
      assertThat(remembered.put(question, found)).isNull();
    }
  }
}
