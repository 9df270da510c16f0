package org.openledger.precompile.attribution;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.SegmentSource;
import org.openledger.precompile.model.Link;
import org.openledger.precompile.model.Settlement;
import org.openledger.precompile.model.Stage;

/**
 * Rule version 1 over the sealed corpus of a model. The gas is known from the answer and the weight
 * table, and charged in full, before the first look-up: base + a·m·g + c·g·Σ(window lengths), with
 * m tokens and g linked versions, in however few segments a node looks them up.
 */
public final class CorpusAttributor implements Attributor {

  private static final AbiError VERSION_NOT_ACTIVE =
      ContractAbi.of("TokenAttribution").error("VersionNotActive");

  private final SegmentSource segments;
  private final WeightTables tables;

  public CorpusAttributor(SegmentSource segments, WeightTables tables) {
    this.segments = segments;
    this.tables = tables;
  }

  @Override
  public OfModel of(Call call, Settlement terms) {
    // A deployed model's versions were active when it was deployed, and stay so.
    boolean active = terms.stage() == Stage.DEPLOYED;
    List<List<Bytes32>> corpus = corpus(call, terms.links(), active);
    WeightTable table = tables.table(terms.weightTable());
    return output -> attribute(call, corpus, table, terms.attribution(), output);
  }

  /**
   * Attributes an answer to any active versions.
   *
   * @param table hash of the weight table
   */
  Attribution attribute(
      Call call, List<Link> links, Bytes32 table, Parameters parameters, int[] output) {
    return attribute(call, corpus(call, links, false), tables.table(table), parameters, output);
  }

  private Attribution attribute(
      Call call,
      List<List<Bytes32>> corpus,
      WeightTable table,
      Parameters parameters,
      int[] output) {
    long versions = 0;
    for (List<Bytes32> roots : corpus) {
      versions += roots.size();
    }
    call.gas().charge(GasSchedule.ATTRIBUTION);
    call.gas().charge(output.length * Math.max(1, versions), GasSchedule.ATTRIBUTION_TOKEN);
    int[] weights = table.weights(output, parameters.maxWeight());
    CountingWindows windows = CountingWindows.of(output, weights, parameters);
    call.gas().charge(windows.totalLength(), GasSchedule.ATTRIBUTION_WINDOW_TOKEN * versions);
    long[] owners = segments.read(corpus, found -> Owners.of(output, windows, found));
    return Attribution.of(call.storage(), owners, weights, parameters);
  }

  /** For each link the segment roots of all versions that it reaches. */
  private static List<List<Bytes32>> corpus(Call call, List<Link> links, boolean active) {
    DatanetStorage datanets = new DatanetStorage(call.storage());
    List<List<Bytes32>> corpus = new ArrayList<>();
    for (Link link : links) {
      List<Bytes32> roots = new ArrayList<>();
      for (long version = 1; version <= link.version(); version++) {
        Call.require(
            active || datanets.isActive(link.datanet(), version),
            VERSION_NOT_ACTIVE,
            link.datanet(),
            version);
        roots.add(datanets.segmentRoot(link.datanet(), version));
      }
      corpus.add(roots);
    }
    return corpus;
  }
}
