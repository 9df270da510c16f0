package org.openledger.attribution.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.attribution.segment.Segment;

/** The theorems of rule version 1, as properties that look for a counterexample. */
class TheoremsTest {
  private static final int CASES = 4_000;
  private static final BigInteger POOL = new BigInteger("128000000000000000");

  @Test
  void t1NonInterferenceALaterContributionTakesNoOwnedTokenAndNoWeiFromAnybodyElse() {
    Seeded.cases(
        CASES,
        random -> {
          Corpus before = Cases.corpus(random);
          Corpus.Answer answer = Cases.answer(random, before);
          int payee = random.nextInt(before.payees() + 1);
          Corpus after = before.with(later(before, payee, stolen(random, before, answer)));
          Corpus.Outcome was = before.attribute(answer);
          Corpus.Outcome is = after.attribute(answer);
          for (int i = 0; i < was.owners().length; i++) {
            if (was.owners()[i] != Owners.NONE) {
              assertThat(is.owners()[i]).isEqualTo(was.owners()[i]);
            }
          }
          for (int p = 0; p < before.payees(); p++) {
            if (p != payee) {
              assertThat(is.credit().share(POOL, p)).isEqualTo(was.credit().share(POOL, p));
            }
          }
        });
  }

  @Test
  void t2CopyALaterContributionOfSubstringsOfEarlierDocumentsGetsNothing() {
    Seeded.cases(
        CASES,
        random -> {
          Corpus before = Cases.corpus(random);
          Corpus.Answer answer = Cases.answer(random, before);
          int copyist = before.payees();
          List<int[]> copies = new ArrayList<>();
          for (int i = 0; i < 1 + random.nextInt(4); i++) {
            copies.add(Cases.piece(random, Cases.anyDocument(random, before.holdings())));
          }
          Corpus.Outcome was = before.attribute(answer);
          Corpus.Outcome is = before.with(later(before, copyist, copies)).attribute(answer);
          assertThat(is.units(copyist)).isZero();
          assertThat(is.owners()).isEqualTo(was.owners());
          assertThat(is.credit().sink(POOL)).isEqualTo(was.credit().sink(POOL));
        });
  }

  @Test
  void t3SplitIdentitiesThatShareOutADocumentNeverEarnMoreThanOne() {
    Seeded.cases(
        CASES,
        random -> {
          Corpus whole = Cases.corpus(random);
          Corpus.Answer answer = Cases.answer(random, whole);
          Corpus.Holding holding = whole.holdings().get(random.nextInt(whole.holdings().size()));
          if (holding.payee() < 0) {
            return;
          }
          List<int[]> rest = new ArrayList<>(holding.documents());
          int[] document = rest.remove(random.nextInt(rest.size()));
          Corpus split = whole.without(holding);
          if (!rest.isEmpty()) {
            split = split.with(new Corpus.Holding(holding.order(), holding.payee(), rest));
          }
          int identities = 1 + random.nextInt(4);
          for (int k = 0; k < identities; k++) {
            // Orders are multiples of ten: these stand next to the original, before everybody else.
            split =
                split.with(
                    new Corpus.Holding(
                        holding.order() + 1 + k,
                        whole.payees() + k,
                        List.of(Cases.piece(random, document))));
          }
          Corpus.Outcome one = whole.attribute(answer);
          Corpus.Outcome many = split.attribute(answer);
          long jointly = 0;
          for (int p = 0; p < split.payees(); p++) {
            jointly += p == holding.payee() || p >= whole.payees() ? many.units(p) : 0;
          }
          assertThat(jointly).isLessThanOrEqualTo(one.units(holding.payee()));
        });
  }

  @Test
  void t4MoreNeverHurtsAFurtherContributionOfOnesOwnNeverLowersOnesPay() {
    Seeded.cases(
        CASES,
        random -> {
          Corpus before = Cases.corpus(random);
          Corpus.Answer answer = Cases.answer(random, before);
          if (before.payees() == 0) {
            return;
          }
          int payee = random.nextInt(before.payees());
          long order = 10L * random.nextInt(110) + 5;
          Corpus after =
              before.with(new Corpus.Holding(order, payee, stolen(random, before, answer)));
          assertThat(after.attribute(answer).units(payee))
              .isGreaterThanOrEqualTo(before.attribute(answer).units(payee));
        });
  }

  @Test
  void t5RedactionOfUncoveredTokensChangesNoOwnerPayCoverageOrRecord() {
    Seeded.cases(
        CASES,
        random -> {
          Corpus corpus = Cases.corpus(random);
          Corpus.Answer answer = Cases.answer(random, corpus);
          Corpus.Outcome was = corpus.attribute(answer);
          int[] output = answer.output().clone();
          int[] weights = answer.weights().clone();
          for (int i = 0; i < output.length; i++) {
            if (was.owners()[i] == Owners.NONE && random.nextBoolean()) {
              output[i] = TokenPacking.REDACTED;
              weights[i] = 0;
            }
          }
          Corpus.Outcome is =
              corpus.attribute(new Corpus.Answer(output, weights, answer.parameters()));
          assertSame(is, was, corpus.payees());
        });
  }

  @Test
  void t6TheResultIsAFunctionOfTheSetNotOfSegmentsListingOrThreads() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Seeded.cases(
          CASES / 4,
          random -> {
            Corpus corpus = Cases.corpus(random);
            Corpus.Answer answer = Cases.answer(random, corpus);
            Corpus.Outcome expected = corpus.attribute(answer);
            List<Segment> shuffled = shuffledSegments(random, corpus);
            Callable<Corpus.Outcome> again = () -> corpus.attribute(answer, shuffled);
            for (Future<Corpus.Outcome> outcome :
                threads.invokeAll(Collections.nCopies(3, again))) {
              assertSame(outcome.get(), expected, corpus.payees());
            }
          });
    }
  }

  @Test
  void t7ConservationSharesAndSinkAddUpToThePoolAndTheSinkIsNotNegative() {
    Seeded.cases(
        CASES,
        random -> {
          Corpus corpus = Cases.corpus(random);
          Credit credit = corpus.attribute(Cases.answer(random, corpus)).credit();
          BigInteger pool =
              random.nextBoolean()
                  ? BigInteger.valueOf(random.nextInt(20))
                  : new BigInteger(120, new Random(random.nextLong()));
          BigInteger sum = credit.sink(pool);
          assertThat(sum).isGreaterThanOrEqualTo(BigInteger.ZERO);
          for (int p = 0; p < corpus.payees(); p++) {
            assertThat(credit.share(pool, p)).isGreaterThanOrEqualTo(BigInteger.ZERO);
            sum = sum.add(credit.share(pool, p));
          }
          assertThat(sum).isEqualTo(pool);
        });
  }

  @Test
  void renamingContributorsRenamesTheirPayAndNothingElse() {
    Seeded.cases(
        CASES,
        random -> {
          Corpus corpus = Cases.corpus(random);
          Corpus.Answer answer = Cases.answer(random, corpus);
          int shift = 1 + random.nextInt(3);
          List<Corpus.Holding> renamed =
              corpus.holdings().stream()
                  .map(
                      h ->
                          new Corpus.Holding(
                              h.order(),
                              h.payee() < 0 ? h.payee() : h.payee() + shift,
                              h.documents()))
                  .toList();
          Corpus.Outcome was = corpus.attribute(answer);
          Corpus.Outcome is = new Corpus(corpus.vocabularySize(), renamed).attribute(answer);
          assertThat(is.owners()).isEqualTo(was.owners());
          for (int p = 0; p < corpus.payees(); p++) {
            assertThat(is.units(p + shift)).isEqualTo(was.units(p));
          }
        });
  }

  @Test
  void aWholeLaterCopyOfTheCorpusChangesNothing() {
    Seeded.cases(
        CASES,
        random -> {
          Corpus corpus = Cases.corpus(random);
          Corpus.Answer answer = Cases.answer(random, corpus);
          List<int[]> all = new ArrayList<>();
          corpus.holdings().forEach(h -> all.addAll(h.documents()));
          Collections.shuffle(all, new Random(random.nextLong()));
          Corpus copied = corpus.with(later(corpus, corpus.payees(), all));
          assertSame(copied.attribute(answer), corpus.attribute(answer), corpus.payees());
        });
  }

  @Test
  void oneChangedTokenMovesOnlyOwnersOfTokensThatShareAHeldWindowWithIt() {
    Seeded.cases(
        CASES,
        random -> {
          Corpus corpus = Cases.corpus(random);
          Corpus.Answer was = Cases.answer(random, corpus);
          if (was.output().length == 0) {
            return;
          }
          int changed = random.nextInt(was.output().length);
          int[] output = was.output().clone();
          int[] weights = was.weights().clone();
          output[changed] = random.nextInt(corpus.vocabularySize());
          weights[changed] = random.nextInt(1025);
          Corpus.Answer is = new Corpus.Answer(output, weights, was.parameters());
          long[] before = corpus.attribute(was).owners();
          long[] after = corpus.attribute(is).owners();
          for (int i = 0; i < output.length; i++) {
            if (after[i] != before[i]) {
              assertThat(
                      new NaiveRule(corpus, was).heldTogether(i, changed)
                          || new NaiveRule(corpus, is).heldTogether(i, changed))
                  .isTrue();
            }
          }
        });
  }

  private static void assertSame(Corpus.Outcome is, Corpus.Outcome was, int payees) {
    assertThat(is.owners()).isEqualTo(was.owners());
    assertThat(is.covered()).isEqualTo(was.covered());
    assertThat(is.credit().paidTokens()).isEqualTo(was.credit().paidTokens());
    assertThat(is.credit().runs()).isEqualTo(was.credit().runs());
    assertThat(is.credit().full()).isEqualTo(was.credit().full());
    for (int p = 0; p < payees; p++) {
      assertThat(is.units(p)).isEqualTo(was.units(p));
    }
  }

  private static Corpus.Holding later(Corpus corpus, int payee, List<int[]> documents) {
    return new Corpus.Holding(corpus.lastOrder() + 10, payee, documents);
  }

  /** What an attacker would file: pieces of the answer, of others' documents, and of both. */
  private static List<int[]> stolen(SplittableRandom random, Corpus corpus, Corpus.Answer answer) {
    List<int[]> documents = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int d = 0; d < count; d++) {
      int[] document =
          switch (random.nextInt(3)) {
            case 0 -> Cases.piece(random, answer.output());
            case 1 -> Cases.piece(random, Cases.anyDocument(random, corpus.holdings()));
            default -> Cases.document(random, corpus.vocabularySize());
          };
      documents.add(
          Arrays.stream(document).filter(id -> id >= 0 && id < corpus.vocabularySize()).toArray());
    }
    return documents;
  }

  private static List<Segment> shuffledSegments(SplittableRandom random, Corpus corpus) {
    List<Segment> segments = new ArrayList<>();
    for (Corpus.Holding holding : corpus.holdings()) {
      List<int[]> documents = new ArrayList<>(holding.documents());
      Collections.shuffle(documents, new Random(random.nextLong()));
      Corpus.Holding relisted = new Corpus.Holding(holding.order(), holding.payee(), documents);
      segments.add(corpus.segment(List.of(relisted)));
    }
    segments.add(corpus.segment(corpus.holdings()));
    Collections.shuffle(segments, new Random(random.nextLong()));
    return segments;
  }
}
