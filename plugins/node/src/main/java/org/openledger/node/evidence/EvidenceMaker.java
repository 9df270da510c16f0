package org.openledger.node.evidence;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.attribution.content.MerkleMultiProof;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.chain.AccountProof;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainProofs;
import org.openledger.node.chain.ChainTransaction;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.StateStorage;
import org.openledger.node.chain.StateView;
import org.openledger.precompile.attribution.WeightTables;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.SegmentSource;
import org.openledger.precompile.model.Link;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.model.Settlement;
import org.openledger.precompile.storage.Storage;

/**
 * Makes evidence from a node's chain and index. What it makes has passed {@link Verifier}: a node
 * whose index is wrong makes none.
 */
public final class EvidenceMaker {

  private final ChainView chain;
  private final ChainProofs proofs;
  private final SegmentSource index;
  private final WeightTables tables = WeightTables.shipped();
  private final Verifier verifier = new Verifier(tables);

  /**
   * @param index the segments of all versions that are asked for
   */
  public EvidenceMaker(ChainView chain, ChainProofs proofs, SegmentSource index) {
    this.chain = chain;
    this.proofs = proofs;
    this.index = index;
  }

  /**
   * A settlement.
   *
   * @param transaction hash of the transaction that settled it
   * @param request the payer's number of the inference; needed where the transaction settled
   *     several
   * @param answer the answer as it was settled, packed; needed where the calldata of the
   *     transaction does not hold it, because another contract made the call
   */
  public record Wanted(Bytes32 transaction, Optional<BigInteger> request, Optional<Bytes> answer) {}

  /**
   * Evidence that each owner holds his tokens, and of all that was paid.
   *
   * @throws UnavailableException where there is none to be had here
   * @throws org.openledger.precompile.host.NodeFailureException where this node lacks an index
   */
  public Evidence evidence(Wanted wanted) throws UnavailableException {
    try (Settled settled = find(wanted)) {
      return index
          .read(
              settled.corpus(),
              segments -> {
                Holdings holdings = settled.holdings(segments);
                List<HeldWindow> windows = holdings.windows();
                return new Draft(
                    settled, holdings.runs(), parts(settled, windows), new Claim.Owned(windows));
              })
          .proved(this);
    }
  }

  /**
   * Evidence that a contribution holds no counting window of a settled answer. It holds the whole
   * content of the contribution.
   *
   * @throws UnavailableException where there is none to be had here
   */
  public Evidence absent(Wanted wanted, long contribution) throws UnavailableException {
    try (Settled settled = find(wanted)) {
      Place place = place(settled, contribution);
      if (place == null) {
        throw new UnavailableException(
            Unavailable.NOT_LINKED, "the model links no version that holds " + contribution);
      }
      List<OwnerRun> runs =
          index.read(settled.corpus(), segments -> settled.holdings(segments).runs());
      ContributionPart whole =
          Holdings.whole(contribution, place.index, place.segment.content(place.index));
      return new Draft(
              settled, runs, List.of(place.part(List.of(whole))), new Claim.Absent(contribution))
          .proved(this);
    }
  }

  /**
   * Refutes a settlement that somebody shows evidence of, if this node's index contradicts it.
   *
   * @param shown evidence that a verifier has accepted
   * @throws UnavailableException where there is nothing to refute, or no proof to be had here
   */
  public Evidence refute(Evidence shown) throws UnavailableException, EvidenceException {
    Header header = Header.parse(shown.header());
    BlockRef block =
        chain
            .block(header.hash())
            .orElseThrow(
                () ->
                    new UnavailableException(
                        Unavailable.UNKNOWN_TRANSACTION, "this chain has no such block"));
    try (Settled settled =
        settled(
            block,
            shown.header(),
            shown.receipt(),
            SettledEvent.of(shown.receipt().log(header.receiptsRoot())),
            shown.answer())) {
      long[] claimed = claimed(shown, settled.output.length);
      @Nullable HeldWindow window =
          index.read(
              settled.corpus(), segments -> settled.holdings(segments).contradicting(claimed));
      if (window == null) {
        throw new UnavailableException(
            Unavailable.NOTHING_TO_REFUTE, "this node's index contradicts no owner");
      }
      return new Draft(
              settled, shown.runs(), parts(settled, List.of(window)), new Claim.Refuted(window))
          .proved(this);
    }
  }

  private static long[] claimed(Evidence shown, int tokens) {
    long[] claimed = new long[tokens];
    int at = 0;
    for (OwnerRun run : shown.runs()) {
      for (int i = 0; i < run.length() && at < tokens; i++) {
        claimed[at++] = run.contribution() == OwnerRun.NOBODY ? Owners.NONE : run.contribution();
      }
    }
    return claimed;
  }

  private Settled find(Wanted wanted) throws UnavailableException {
    BlockRef block =
        chain
            .blockOf(wanted.transaction)
            .orElseThrow(
                () ->
                    new UnavailableException(
                        Unavailable.UNKNOWN_TRANSACTION,
                        "no block holds transaction " + wanted.transaction));
    ChainTransaction transaction =
        chain.transactions(block).orElseThrow(() -> pruned("the receipts of", block)).stream()
            .filter(it -> it.hash().equals(wanted.transaction))
            .findFirst()
            .orElseThrow(
                () ->
                    new UnavailableException(
                        Unavailable.UNKNOWN_TRANSACTION, "the chain was reorganised meanwhile"));
    int log = log(transaction, wanted);
    List<Bytes> receipts =
        proofs.receipts(block).orElseThrow(() -> pruned("the receipts of", block));
    ReceiptProof receipt =
        new ReceiptProof(
            transaction.index(), log, ReceiptTrie.proof(receipts, transaction.index()));
    Bytes header =
        proofs
            .header(block)
            .orElseThrow(
                () ->
                    new UnavailableException(
                        Unavailable.UNPROVABLE,
                        "the header of block " + block.number() + " has no form with its hash"));
    SettledEvent event = event(transaction, log);
    Bytes answer =
        wanted
            .answer
            .or(() -> SettledAnswer.find(transaction.input(), event.request()))
            .orElseThrow(
                () ->
                    new UnavailableException(
                        Unavailable.ANSWER_UNKNOWN,
                        "the calldata is not a settlement's: the answer is needed"));
    return settled(block, header, receipt, event, answer);
  }

  /** Which log of a transaction settled what is wanted. */
  private static int log(ChainTransaction transaction, Wanted wanted) throws UnavailableException {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < transaction.logs().size(); i++) {
      if (SettledEvent.is(transaction.logs().get(i))
          && (wanted.request.isEmpty()
              || event(transaction, i).request().equals(wanted.request.get()))) {
        found.add(i);
      }
    }
    if (found.isEmpty()) {
      throw new UnavailableException(
          Unavailable.NOT_SETTLED, "the transaction settled no such inference");
    }
    if (found.size() > 1) {
      throw new UnavailableException(
          Unavailable.SEVERAL_SETTLED,
          "the transaction settled " + found.size() + " inferences: name one by its request");
    }
    return found.getFirst();
  }

  private static SettledEvent event(ChainTransaction transaction, int log)
      throws UnavailableException {
    try {
      return SettledEvent.of(transaction.logs().get(log));
    } catch (EvidenceException e) {
      throw new UnavailableException(Unavailable.UNPROVABLE, String.valueOf(e.getMessage()));
    }
  }

  /** What is settled there, with the state of its block, which is open until it is closed. */
  private Settled settled(
      BlockRef block, Bytes header, ReceiptProof receipt, SettledEvent event, Bytes answer)
      throws UnavailableException {
    StateView state = chain.state(block).orElseThrow(() -> pruned("the state of", block));
    boolean done = false;
    try {
      Settled settled = settled(block, header, receipt, event, answer, state);
      done = true;
      return settled;
    } finally {
      if (!done) {
        state.close();
      }
    }
  }

  private Settled settled(
      BlockRef block,
      Bytes header,
      ReceiptProof receipt,
      SettledEvent event,
      Bytes answer,
      StateView state)
      throws UnavailableException {
    Storage storage = StateStorage.of(state, block.number());
    Settlement terms = new ModelStorage(storage).settlementBy(event.model(), event.version());
    if (terms.influence()) {
      throw new UnavailableException(
          Unavailable.NOT_ATTRIBUTED,
          "the version pays by attested influence: nothing is attributed");
    }
    try {
      byte[] packed = answer.toArray();
      long tokens = AnswerPacking.count(packed, terms.vocabularySize());
      if (!event.tokens().equals(BigInteger.valueOf(tokens))) {
        throw new UnavailableException(
            Unavailable.ANSWER_UNKNOWN, "that is not the answer that was settled");
      }
      int[] output = AnswerPacking.unpack(packed, terms.vocabularySize(), (int) tokens);
      int[] weights =
          tables.table(terms.weightTable()).weights(output, terms.attribution().maxWeight());
      return new Settled(block, header, receipt, answer, state, storage, terms, output, weights);
    } catch (MalformedContentException e) {
      throw new UnavailableException(
          Unavailable.ANSWER_UNKNOWN, "that is not the answer that was settled");
    }
  }

  private static UnavailableException pruned(String what, BlockRef block) {
    return new UnavailableException(
        Unavailable.PRUNED, "this node no longer keeps " + what + " block " + block.number());
  }

  /** The contributions that windows are in, with what proves them, by Datanet and version. */
  private List<SegmentPart> parts(Settled settled, List<HeldWindow> windows) {
    SortedSet<Long> wanted = new TreeSet<>();
    windows.forEach(window -> wanted.add(window.contribution()));
    List<SegmentPart> parts = new ArrayList<>();
    for (Link link : settled.terms.links()) {
      for (long version = 1; version <= link.version() && !wanted.isEmpty(); version++) {
        Segment segment = index.segment(settled.root(link.datanet(), version));
        List<ContributionPart> contributions = new ArrayList<>();
        for (int i = 0; i < segment.contributions(); i++) {
          long contribution = segment.contributionOrder(i);
          if (wanted.remove(contribution)) {
            contributions.add(Holdings.part(contribution, i, segment.content(i), windows));
          }
        }
        if (!contributions.isEmpty()) {
          parts.add(part(link.datanet(), version, segment, contributions));
        }
      }
    }
    if (!wanted.isEmpty()) {
      throw new IllegalStateException("no linked version holds the contributions " + wanted);
    }
    parts.sort(Verifier.SEGMENT_ORDER);
    return parts;
  }

  private static SegmentPart part(
      long datanet, long version, Segment segment, List<ContributionPart> contributions) {
    int size = segment.contributions();
    long[] orders = new long[size];
    byte[][] roots = new byte[size][];
    for (int i = 0; i < size; i++) {
      orders[i] = segment.contributionOrder(i);
      roots[i] = segment.contentRoot(i);
    }
    int[] indexes = contributions.stream().mapToInt(ContributionPart::index).toArray();
    MerkleMultiProof proof = MerkleMultiProof.of(SegmentRoot.leaves(orders, roots), indexes);
    return new SegmentPart(datanet, version, size, contributions, proof.hashes());
  }

  /** Where a contribution stands in the versions that the model links. */
  private @Nullable Place place(Settled settled, long contribution) {
    for (Link link : settled.terms.links()) {
      for (long version = 1; version <= link.version(); version++) {
        Segment segment = index.segment(settled.root(link.datanet(), version));
        for (int i = 0; i < segment.contributions(); i++) {
          if (segment.contributionOrder(i) == contribution) {
            return new Place(link.datanet(), version, segment, i);
          }
        }
      }
    }
    return null;
  }

  private record Place(long datanet, long version, Segment segment, int index) {
    SegmentPart part(List<ContributionPart> contributions) {
      return EvidenceMaker.part(datanet, version, segment, contributions);
    }
  }

  /** A settlement, with what its evidence rests on. */
  @SuppressWarnings("ArrayRecordComponent") // Used within one call.
  private record Settled(
      BlockRef block,
      Bytes header,
      ReceiptProof receipt,
      Bytes answer,
      StateView state,
      Storage storage,
      Settlement terms,
      int[] output,
      int[] weights)
      implements AutoCloseable {

    @Override
    public void close() {
      state.close();
    }

    Bytes32 root(long datanet, long version) {
      return new DatanetStorage(storage).segmentRoot(datanet, version);
    }

    List<List<Bytes32>> corpus() {
      List<List<Bytes32>> corpus = new ArrayList<>();
      for (Link link : terms.links()) {
        List<Bytes32> roots = new ArrayList<>();
        for (long version = 1; version <= link.version(); version++) {
          roots.add(root(link.datanet(), version));
        }
        corpus.add(roots);
      }
      return corpus;
    }

    Holdings holdings(List<Segment> segments) {
      CountingWindows windows = CountingWindows.of(output, weights, terms.attribution());
      return new Holdings(output, weights, terms.attribution(), windows, segments);
    }
  }

  /** Evidence without the proofs of the state. */
  private record Draft(
      Settled settled, List<OwnerRun> runs, List<SegmentPart> segments, Claim claim) {

    Evidence with(List<AccountProof> state) {
      return new Evidence(
          settled.header, settled.receipt, settled.answer, runs, state, segments, claim);
    }

    /** Proves just those words that whoever verifies will read. */
    Evidence proved(EvidenceMaker maker) throws UnavailableException {
      RecordingState recording = new RecordingState(settled.state);
      try {
        Header header = Header.parse(settled.header);
        maker.verifier.verify(with(List.of()), header, recording);
        List<AccountProof> state = new ArrayList<>();
        for (Address account : recording.accounts()) {
          List<UInt256> keys = recording.keys(account);
          state.add(
              maker
                  .proofs
                  .account(settled.block, account, keys)
                  .orElseThrow(() -> pruned("the state of", settled.block)));
        }
        Evidence evidence = with(state);
        maker.verifier.verify(evidence);
        return evidence;
      } catch (EvidenceException e) {
        Unavailable reason =
            switch (e.fault()) {
              case COMMITMENT, PAYOUT, OWNER -> Unavailable.OTHER_OWNERS;
              case NOT_ABSENT -> Unavailable.NOT_ABSENT;
              default -> Unavailable.UNPROVABLE;
            };
        throw new UnavailableException(reason, e.fault() + ": " + e.getMessage());
      }
    }
  }
}
