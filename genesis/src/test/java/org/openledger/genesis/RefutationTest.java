package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.devnet.DevnetOptions;
import org.openledger.evidence.SettledStory;
import org.openledger.node.evidence.Claim;
import org.openledger.node.evidence.CompactEvidence;
import org.openledger.node.evidence.Evidence;
import org.openledger.node.evidence.EvidenceException;
import org.openledger.node.evidence.EvidenceMaker;
import org.openledger.node.evidence.Fault;
import org.openledger.node.evidence.Unavailable;
import org.openledger.node.evidence.UnavailableException;
import org.openledger.node.evidence.Verified;
import org.openledger.node.evidence.Verifier;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.host.SegmentSource;

/**
 * Theorem T8 on a chain whose validators all hold a wrong index: the settlement is in a block, its
 * evidence shows windows that owners do hold, and one window refutes it.
 */
class RefutationTest {

  private static final Verifier VERIFIER = Verifier.shipped();

  @TempDir private Path directory;

  /** An index that does not know one contribution. */
  private record Hiding(SegmentSource index, long hidden) implements SegmentSource {

    @Override
    public Segment segment(Bytes32 root) {
      return index.segment(root);
    }

    @Override
    public <T> T read(List<List<Bytes32>> corpus, Function<List<Segment>, T> question) {
      return index.read(
          corpus, segments -> question.apply(segments.stream().map(this::without).toList()));
    }

    private Segment without(Segment segment) {
      List<Contribution> left = new ArrayList<>();
      for (int i = 0; i < segment.contributions(); i++) {
        if (segment.contributionOrder(i) != hidden) {
          left.add(Contribution.of(segment.contributionOrder(i), segment.content(i)));
        }
      }
      return Segment.of(segment.tokenizerId(), segment.vocabularySize(), left);
    }
  }

  /** Without 1 its tokens are the copies'; without 3 some are nobody's; nobody misses 2. */
  @ParameterizedTest
  @CsvSource({"1, true", "2, false", "3, true"})
  void aWrongOwnerOrAMissedTokenIsRefutedByOneWindow(long hidden, boolean wrong) throws Exception {
    SegmentSource[] honest = new SegmentSource[1];
    try (DevNetwork network =
        DevNetwork.start(
            DevnetOptions.defaults().withPort(0),
            directory.resolve("data"),
            index -> {
              honest[0] = index;
              return Contracts.all(new Hiding(index, hidden));
            })) {
      EvidenceMaker.Wanted wanted =
          SettledStory.tell(network, directory, SettledStory.ALICE + " Zyx. " + SettledStory.CAROL);
      DevChain chain = (DevChain) network.chain();
      EvidenceMaker liar = new EvidenceMaker(chain, chain, new Hiding(honest[0], hidden));
      Evidence shown = liar.evidence(wanted);
      Bytes32 trusted = chain.blockOf(wanted.transaction()).orElseThrow().hash();
      VERIFIER.verify(shown, trusted);

      EvidenceMaker maker = new EvidenceMaker(chain, chain, honest[0]);
      if (!wrong) {
        assertUnavailable(Unavailable.NOTHING_TO_REFUTE, () -> maker.refute(shown));
        VERIFIER.verify(maker.evidence(wanted), trusted);
        return;
      }
      assertUnavailable(Unavailable.OTHER_OWNERS, () -> maker.evidence(wanted));
      Evidence refutation = maker.refute(shown);
      Bytes compact = CompactEvidence.encode(refutation);
      Verified verified = VERIFIER.verify(CompactEvidence.decode(compact), trusted);
      assertThat(verified.claim())
          .isInstanceOfSatisfying(
              Claim.Refuted.class, it -> assertThat(it.window().contribution()).isEqualTo(hidden));
      assertHarmless(shown, refutation);
    }
  }

  /** A refutation is bound to the wrong owners: with right ones it contradicts nobody. */
  private static void assertHarmless(Evidence shown, Evidence refutation) {
    Claim.Owned owned = (Claim.Owned) shown.claim();
    Evidence claimed =
        new Evidence(
            refutation.header(),
            refutation.receipt(),
            refutation.answer(),
            refutation.runs(),
            shown.state(),
            shown.segments(),
            new Claim.Refuted(owned.windows().getFirst()));
    assertThatThrownBy(() -> VERIFIER.verify(claimed)).isInstanceOf(EvidenceException.class);
    Evidence unclaimed =
        new Evidence(
            refutation.header(),
            refutation.receipt(),
            refutation.answer(),
            List.of(),
            refutation.state(),
            refutation.segments(),
            refutation.claim());
    assertThatThrownBy(() -> VERIFIER.verify(unclaimed))
        .isInstanceOfSatisfying(
            EvidenceException.class, e -> assertThat(e.fault()).isEqualTo(Fault.RUNS));
  }

  private static void assertUnavailable(
      Unavailable reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            UnavailableException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
