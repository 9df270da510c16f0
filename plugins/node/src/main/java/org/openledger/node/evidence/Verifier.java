package org.openledger.node.evidence;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.node.chain.StateStorage;
import org.openledger.node.chain.StateView;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.attribution.Attribution;
import org.openledger.precompile.attribution.WeightTables;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.fee.Fee;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.model.Link;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.model.Settlement;
import org.openledger.precompile.model.Stage;
import org.openledger.precompile.storage.Storage;

/**
 * Checks evidence: every hash, proof, window, unit and wei of it is computed again, by the code
 * that the chain runs, from what the block commits to. What remains to be trusted is that the block
 * is one of the chain: {@link Verified#blockHash} is to be compared with a hash from elsewhere.
 *
 * <p>Immutable: any number of threads verify.
 */
public final class Verifier {

  /** Most tokens of an answer that any network can allow. */
  private static final int MAX_OUTPUT = 65_535;

  static final Comparator<HeldWindow> ORDER =
      Comparator.comparingInt(HeldWindow::begin)
          .thenComparingLong(HeldWindow::contribution)
          .thenComparingInt(HeldWindow::end);

  static final Comparator<SegmentPart> SEGMENT_ORDER =
      Comparator.comparingLong(SegmentPart::datanet).thenComparingLong(SegmentPart::version);

  private final WeightTables tables;

  /** A verifier with the weight tables that this release ships. */
  public static Verifier shipped() {
    return new Verifier(WeightTables.shipped());
  }

  Verifier(WeightTables tables) {
    this.tables = tables;
  }

  /**
   * Checks evidence.
   *
   * @return what it proves
   * @throws EvidenceException where it does not prove what it claims
   */
  public Verified verify(Evidence evidence) throws EvidenceException {
    Header header = Header.parse(evidence.header());
    ProvenState state = new ProvenState(header.stateRoot(), evidence.state());
    Verified verified = verify(evidence, header, state);
    state.requireAllUsed();
    return verified;
  }

  /**
   * Checks evidence about a block that is known to be one of the chain.
   *
   * @param trusted hash of that block
   */
  public Verified verify(Evidence evidence, Bytes32 trusted) throws EvidenceException {
    Bytes32 hash = Header.parse(evidence.header()).hash();
    EvidenceException.require(
        hash.equals(trusted),
        Fault.OTHER_BLOCK,
        "the evidence is of block " + hash + ", not of " + trusted);
    return verify(evidence);
  }

  /** Checks all but the proofs of the state, which is read as far as it is needed. */
  Verified verify(Evidence evidence, Header header, StateView state) throws EvidenceException {
    try {
      return new Check(evidence, header, state).verified();
    } catch (ProvenState.UnprovedException e) {
      throw new EvidenceException(Fault.STATE, "not proved: " + e.getMessage());
    } catch (MalformedContentException e) {
      throw new EvidenceException(Fault.MALFORMED, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      throw new EvidenceException(Fault.STATE, "no contract writes such a state: " + e);
    }
  }

  /** One check of one piece of evidence. */
  private final class Check {

    private final Evidence evidence;
    private final Header header;
    private final SettledEvent event;
    private final Storage storage;
    private final Settlement terms;
    private final int[] output;
    private final int[] weights;

    Check(Evidence evidence, Header header, StateView state) throws EvidenceException {
      this.evidence = evidence;
      this.header = header;
      event = SettledEvent.of(evidence.receipt().log(header.receiptsRoot()));
      storage = StateStorage.of(state, header.number());
      terms = new ModelStorage(storage).settlementBy(event.model(), event.version());
      EvidenceException.require(
          terms.stage() != Stage.NONE, Fault.STATE, "there is no model " + event.model());
      EvidenceException.require(
          !terms.influence(), Fault.UNSUPPORTED, "the version pays by attested influence");
      output = output();
      weights = table().weights(output, terms.attribution().maxWeight());
    }

    Verified verified() throws EvidenceException {
      requireFee();
      long[] owners = owners();
      Map<Long, ContributionPart> parts = parts();
      switch (evidence.claim()) {
        case Claim.Owned it -> requireOwned(it.windows(), owners, parts);
        case Claim.Refuted it -> requireRefuted(it.window(), owners, parts);
        case Claim.Absent it -> requireAbsent(it.contribution(), parts);
      }
      Attribution attribution = Attribution.of(storage, owners, weights, terms.attribution());
      List<Payee> payees = payees(attribution);
      requireCommitment(attribution, payees);
      return new Verified(
          header.hash(),
          header.number(),
          header.timestamp(),
          evidence.receipt().transactionIndex(),
          event.model(),
          terms.version(),
          event.payer(),
          event.request(),
          event.inputTokens(),
          terms.prices(),
          event.fee(),
          terms.attribution(),
          table().tokenizerId(),
          output,
          evidence.runs(),
          attribution.credit().runs(),
          payees,
          attribution.covered(),
          attribution.credit().paidTokens(),
          attribution.credit().full(),
          event.sink(),
          evidence.claim());
    }

    private WeightTable table() throws EvidenceException {
      try {
        return tables.table(terms.weightTable());
      } catch (NodeFailureException e) {
        throw new EvidenceException(Fault.UNSUPPORTED, String.valueOf(e.getMessage()));
      }
    }

    private int[] output() throws EvidenceException {
      byte[] packed = evidence.answer().toArray();
      try {
        long tokens = AnswerPacking.count(packed, terms.vocabularySize());
        EvidenceException.require(
            tokens <= MAX_OUTPUT && event.tokens().equals(BigInteger.valueOf(tokens)),
            Fault.ANSWER,
            "an answer of " + tokens + " tokens, not of " + event.tokens());
        return AnswerPacking.unpack(packed, terms.vocabularySize(), (int) tokens);
      } catch (MalformedContentException e) {
        throw new EvidenceException(Fault.ANSWER, "the answer is no answer: " + e.getMessage());
      }
    }

    private void requireFee() throws EvidenceException {
      Fee fee =
          Fee.of(
              terms.prices(),
              event.inputTokens(),
              BigInteger.valueOf(output.length),
              event.fee().platform());
      EvidenceException.require(
          fee.equals(event.fee()), Fault.FEE, "the fee is " + event.fee() + ", not " + fee);
    }

    private long[] owners() throws EvidenceException {
      long[] owners = new long[output.length];
      int at = 0;
      long before = -1;
      for (OwnerRun run : evidence.runs()) {
        boolean sound =
            run.length() > 0
                && run.length() <= owners.length - at
                && run.contribution() >= OwnerRun.NOBODY
                && run.contribution() != before;
        EvidenceException.require(sound, Fault.RUNS, "the owners' runs do not follow each other");
        long owner = run.contribution() == OwnerRun.NOBODY ? Owners.NONE : run.contribution();
        Arrays.fill(owners, at, at + run.length(), owner);
        at += run.length();
        before = run.contribution();
      }
      EvidenceException.require(
          at == owners.length, Fault.RUNS, "the owners' runs end at token " + at);
      return owners;
    }

    /** The contributions whose content is here, each proved to be in a version that is linked. */
    private Map<Long, ContributionPart> parts() throws EvidenceException {
      DatanetStorage datanets = new DatanetStorage(storage);
      Map<Long, ContributionPart> parts = new HashMap<>();
      SegmentPart before = null;
      for (SegmentPart segment : evidence.segments()) {
        EvidenceException.require(
            before == null || SEGMENT_ORDER.compare(before, segment) < 0,
            Fault.MALFORMED,
            "versions are not in order");
        before = segment;
        EvidenceException.require(
            isLinked(segment), Fault.MEMBERSHIP, "the model does not link " + name(segment));
        Bytes32 root = datanets.segmentRoot(segment.datanet(), segment.version());
        EvidenceException.require(
            Arrays.equals(segment.segmentRoot(), root.toArrayUnsafe()),
            Fault.MEMBERSHIP,
            "the contributions are not proved to be in " + name(segment));
        for (ContributionPart part : segment.contributions()) {
          EvidenceException.require(
              part.contribution() > OwnerRun.NOBODY && parts.put(part.contribution(), part) == null,
              Fault.MEMBERSHIP,
              "contribution " + part.contribution() + " twice");
        }
      }
      return parts;
    }

    private boolean isLinked(SegmentPart segment) {
      for (Link link : terms.links()) {
        if (link.datanet() == segment.datanet()) {
          return segment.version() >= 1 && segment.version() <= link.version();
        }
      }
      return false;
    }

    private static String name(SegmentPart segment) {
      return "version " + segment.version() + " of Datanet " + segment.datanet();
    }

    private void requireOwned(
        List<HeldWindow> windows, long[] owners, Map<Long, ContributionPart> parts)
        throws EvidenceException {
      Map<Long, Passages> passages = passages(parts);
      boolean[] shown = new boolean[owners.length];
      HeldWindow before = null;
      for (HeldWindow window : windows) {
        EvidenceException.require(
            before == null || inOrder(before, window), Fault.MALFORMED, "windows are not in order");
        before = window;
        requireHeld(window, passages);
        for (int i = window.begin(); i < window.end(); i++) {
          EvidenceException.require(
              owners[i] != Owners.NONE && owners[i] <= window.contribution(),
              Fault.OWNER,
              "contribution " + window.contribution() + " should own token " + i);
          shown[i] |= owners[i] == window.contribution();
        }
      }
      for (int i = 0; i < owners.length; i++) {
        EvidenceException.require(
            shown[i] || owners[i] == Owners.NONE,
            Fault.OWNER,
            "contribution " + owners[i] + " is not shown to hold token " + i);
      }
      requireNeeded(passages);
    }

    private void requireRefuted(HeldWindow window, long[] owners, Map<Long, ContributionPart> parts)
        throws EvidenceException {
      Map<Long, Passages> passages = passages(parts);
      requireHeld(window, passages);
      requireNeeded(passages);
      boolean wrong = false;
      for (int i = window.begin(); i < window.end(); i++) {
        wrong |= owners[i] == Owners.NONE || owners[i] > window.contribution();
      }
      EvidenceException.require(
          wrong,
          Fault.NOT_REFUTED,
          "contribution " + window.contribution() + " holds the window and contradicts no owner");
    }

    private void requireAbsent(long contribution, Map<Long, ContributionPart> parts)
        throws EvidenceException {
      ContributionPart part = parts.get(contribution);
      if (part == null || parts.size() != 1 || !part.isWhole()) {
        throw new EvidenceException(
            Fault.MEMBERSHIP,
            "the content of contribution " + contribution + ", and nothing else, belongs here");
      }
      CountingWindows windows = CountingWindows.of(output, weights, terms.attribution());
      int held =
          new WholeContent(part, terms.vocabularySize()).firstHeld(contribution, output, windows);
      EvidenceException.require(
          held < 0,
          Fault.NOT_ABSENT,
          "contribution " + contribution + " holds the counting window at token " + held);
    }

    private Map<Long, Passages> passages(Map<Long, ContributionPart> parts)
        throws EvidenceException {
      int width = TokenPacking.width(terms.vocabularySize());
      Map<Long, Passages> passages = new HashMap<>();
      for (Map.Entry<Long, ContributionPart> part : parts.entrySet()) {
        passages.put(part.getKey(), new Passages(part.getValue(), width));
      }
      return passages;
    }

    private static boolean inOrder(HeldWindow one, HeldWindow other) {
      return ORDER.compare(one, other) < 0;
    }

    private void requireHeld(HeldWindow window, Map<Long, Passages> passages)
        throws EvidenceException {
      boolean inside = window.begin() >= 0 && window.end() <= output.length;
      EvidenceException.require(
          inside && counts(window.begin(), window.end()),
          Fault.WINDOW,
          "tokens " + window.begin() + " to " + window.end() + " do not count");
      Passages passage = passages.get(window.contribution());
      EvidenceException.require(
          passage != null && passage.hold(window, output),
          Fault.WINDOW,
          "contribution "
              + window.contribution()
              + " is not shown to hold the window at token "
              + window.begin());
    }

    private boolean counts(int begin, int end) {
      long weight = 0;
      for (int i = begin; i < end; i++) {
        weight += weights[i];
      }
      Parameters rule = terms.attribution();
      return rule.counts(end - begin, weight);
    }

    private static void requireNeeded(Map<Long, Passages> passages) throws EvidenceException {
      for (Passages passage : passages.values()) {
        EvidenceException.require(
            passage.areNeeded(), Fault.MALFORMED, "content that no window needs");
      }
    }

    private List<Payee> payees(Attribution attribution) {
      Ledger ledger = new Ledger(storage);
      List<Payee> payees = new ArrayList<>();
      for (int i = 0; i < attribution.payeeCount(); i++) {
        long number = attribution.payee(i);
        payees.add(
            new Payee(
                number,
                ledger.account(number),
                attribution.credit().units(i),
                attribution.credit().share(event.fee().contributors(), i)));
      }
      return payees;
    }

    private void requireCommitment(Attribution attribution, List<Payee> payees)
        throws EvidenceException {
      BigInteger[] amounts = payees.stream().map(Payee::amount).toArray(BigInteger[]::new);
      BigInteger sink = event.fee().contributors();
      for (BigInteger amount : amounts) {
        sink = sink.subtract(amount);
      }
      boolean fits =
          event.covered().equals(BigInteger.valueOf(attribution.covered()))
              && event.paid().equals(BigInteger.valueOf(attribution.credit().paidTokens()))
              && event.full().equals(BigInteger.valueOf(attribution.credit().full()))
              && event.sink().equals(sink)
              && event
                  .payouts()
                  .equals(
                      Bytes.wrap(
                          org.openledger.precompile.fee.Evidence.payouts(attribution, amounts)));
      EvidenceException.require(
          fits, Fault.PAYOUT, "coverage, payouts or sink are not what the owners make");
      Bytes32 outputHash = Keccak256.hash(evidence.answer());
      byte[] whole =
          org.openledger.precompile.fee.Evidence.encode(outputHash, attribution, amounts, sink);
      EvidenceException.require(
          Keccak256.hash(Bytes.wrap(whole)).equals(event.evidence()),
          Fault.COMMITMENT,
          "answer and owners are not what the settlement committed to");
    }
  }
}
