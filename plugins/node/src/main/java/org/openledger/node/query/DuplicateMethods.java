package org.openledger.node.query;

import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.precompile.host.NativeAddress.DATANETS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.openledger.attribution.collection.Duplicates;
import org.openledger.attribution.collection.Passage;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.node.query.DatanetTypes.Contribution;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.host.SegmentSource;

/** How much of a new text a Datanet holds already, whose that is and where it stands. */
public final class DuplicateMethods {

  /** Most look-ups of one question: tokens times the Datanet's versions. */
  static final long MAX_WORK = 32_000_000;

  /** Most passages of an answer; the counts are of all. */
  static final int MAX_PASSAGES = 1_000;

  private static final int PARTS = 10_000;
  private static final long STANDARD_SPAN = 16;

  private record Found(Passage passage, Contribution of) {}

  private record Share(Contribution of, long windows) {}

  private record Answer(
      BlockId block,
      long version,
      int minSpan,
      int tokens,
      Duplicates duplicates,
      List<Share> shares,
      List<Found> passages) {

    long overlap() {
      int windows = duplicates.windows();
      return windows == 0 ? 0 : (long) PARTS * duplicates.present() / windows;
    }
  }

  private static final Parameter<String> TEXT =
      Parameter.required(
          "text", JsonTypes.text("maxText", AttributionMethods.MAX_TEXT), "The new text");

  private static final Parameter<Long> MIN_SPAN =
      Parameter.optional(
          "minSpan",
          JsonTypes.quantity(1, 4_096),
          STANDARD_SPAN,
          "Tokens of a window; default " + STANDARD_SPAN);

  private static final ObjectType<Found> FOUND =
      ObjectType.<Found>of("Passage", "A part of the text that stands in the Datanet")
          .with(
              "begin",
              JsonTypes.QUANTITY,
              "index of its first token in the text",
              it -> (long) it.passage().begin())
          .with(
              "end",
              JsonTypes.QUANTITY,
              "index after its last token",
              it -> (long) it.passage().end())
          .with(
              "contribution",
              JsonTypes.ID,
              "the earliest contribution that holds the whole of it",
              it -> it.of().id())
          .with(
              "contributor",
              JsonTypes.ADDRESS,
              "who contributed that",
              it -> it.of().of().address("contributor"));

  private static final ObjectType<Share> SHARE =
      ObjectType.<Share>of("DuplicateShare", "How much of the text one contribution holds first")
          .with("contribution", JsonTypes.ID, "the contribution", it -> it.of().id())
          .with(
              "contributor",
              JsonTypes.ADDRESS,
              "who contributed it",
              it -> it.of().of().address("contributor"))
          .with("windows", JsonTypes.QUANTITY, "windows of the text", Share::windows);

  private static final ObjectType<Answer> ANSWER =
      ObjectType.<Answer>of("Duplicates", "How much of a text a Datanet holds already")
          .with("block", BlockId.TYPE, "the block", Answer::block)
          .with("version", JsonTypes.ID, "the Datanet's version", Answer::version)
          .with("minSpan", JsonTypes.QUANTITY, "tokens of a window", it -> (long) it.minSpan())
          .with("tokens", JsonTypes.QUANTITY, "tokens of the text", it -> (long) it.tokens())
          .with(
              "windows",
              JsonTypes.QUANTITY,
              "runs of minSpan tokens of the text",
              it -> (long) it.duplicates().windows())
          .with(
              "present",
              JsonTypes.QUANTITY,
              "those of them that the Datanet holds",
              it -> (long) it.duplicates().present())
          .with(
              "overlap",
              JsonTypes.quantity(0, PARTS),
              "present, in parts per 10,000",
              Answer::overlap)
          .with(
              "contributions",
              JsonTypes.listOf(SHARE),
              "whose they are, those of most windows first",
              Answer::shares)
          .with(
              "passages",
              JsonTypes.listOf(FOUND),
              "where they stand in the text; the first " + MAX_PASSAGES,
              Answer::passages);

  private final Queries queries;
  private final SegmentSource segments;

  private DuplicateMethods(Queries queries, SegmentSource segments) {
    this.queries = queries;
    this.segments = segments;
  }

  /**
   * The methods.
   *
   * @param segments fails at once where one is not ready
   */
  public static List<RpcMethod> of(Queries queries, SegmentSource segments) {
    DuplicateMethods methods = new DuplicateMethods(queries, segments);
    return List.of(
        RpcMethod.named(
                "openledger_checkDuplicates",
                "How much of a text the last version of a Datanet holds already, and whose that is:"
                    + " ask before contributing it.")
            .takes(DatanetMethods.DATANET, TEXT, MIN_SPAN, BLOCK)
            .fails(RpcFailure.NOT_FOUND, RpcFailure.INDEX_NOT_READY)
            .answers("duplicates", ANSWER, methods::check));
  }

  private Answer check(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    long id = arguments.get(DatanetMethods.DATANET);
    Struct datanet = state.struct(DATANETS, "datanet", id);
    long version = datanet.number("versions");
    if (version == 0) {
      throw RpcFailure.NOT_FOUND.because("Datanet " + id + " has no sealed version");
    }
    int[] ids =
        AttributionMethods.encoded(arguments.get(TEXT), Tokenizers.byId(datanet.text("tokenizer")));
    requireFeasible(ids.length, version);
    int window = Math.toIntExact(arguments.get(MIN_SPAN));
    Duplicates found =
        Corpus.of(state, List.of(new Corpus.Link(id, version)), Set.of())
            .read(segments, some -> Duplicates.of(ids, window, some));
    Map<Long, Long> windows = new TreeMap<>();
    for (Passage passage : found.passages()) {
      windows.merge(passage.order(), (long) passage.windows(), Long::sum);
    }
    Map<Long, Contribution> contributions = new TreeMap<>();
    List<Share> shares = new ArrayList<>();
    for (Map.Entry<Long, Long> entry : windows.entrySet()) {
      Contribution it = DatanetMethods.contribution(state, entry.getKey());
      contributions.put(entry.getKey(), it);
      shares.add(new Share(it, entry.getValue()));
    }
    shares.sort(Comparator.comparingLong(Share::windows).reversed());
    List<Found> passages =
        found.passages().stream()
            .limit(MAX_PASSAGES)
            .map(passage -> found(passage, contributions))
            .toList();
    return new Answer(
        BlockId.of(state.block()), version, window, ids.length, found, shares, passages);
  }

  static void requireFeasible(int tokens, long versions) throws RpcException {
    long work = Math.multiplyExact(tokens, versions);
    if (work > MAX_WORK) {
      throw RpcFailure.limit(
          "maxDuplicateWork",
          MAX_WORK,
          "tokens times versions are "
              + work
              + ", at most "
              + MAX_WORK
              + ": ask for parts of the text");
    }
  }

  private static Found found(Passage passage, Map<Long, Contribution> contributions) {
    return new Found(
        passage, Optional.ofNullable(contributions.get(passage.order())).orElseThrow());
  }
}
