package org.openledger.precompile.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.SegmentSource;
import org.openledger.precompile.model.Link;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.model.Stage;

/**
 * Rule version 1 over the sealed corpus of a model. The gas is known from the answer and the weight
 * table, and charged in full, before the first look-up: base + a·m·g + c·g·Σ(window lengths), with
 * m tokens and g linked versions, in however few segments a node looks them up.
 */
public final class Attributor {

  private static final AbiError VERSION_NOT_ACTIVE =
      ContractAbi.of("TokenAttribution").error("VersionNotActive");

  private final SegmentSource segments;
  private final WeightTables tables;

  public Attributor(SegmentSource segments, WeightTables tables) {
    this.segments = segments;
    this.tables = tables;
  }

  /**
   * Attributes an answer of a known model.
   *
   * @param output token ids, within the network's bound
   */
  public Attribution attribute(Call call, long model, int[] output) {
    ModelStorage models = new ModelStorage(call.storage());
    Parameters parameters = models.attribution(model);
    List<List<Bytes32>> corpus = corpus(call, model, models);
    long versions = 0;
    for (List<Bytes32> roots : corpus) {
      versions += roots.size();
    }
    call.gas().charge(GasSchedule.ATTRIBUTION);
    call.gas().charge(output.length * Math.max(1, versions), GasSchedule.ATTRIBUTION_TOKEN);
    int[] weights = tables.table(models.weightTable(model)).weights(output, parameters.maxWeight());
    CountingWindows windows = CountingWindows.of(output, weights, parameters);
    call.gas().charge(windows.totalLength(), GasSchedule.ATTRIBUTION_WINDOW_TOKEN * versions);
    long[] owners = segments.read(corpus, found -> Owners.of(output, windows, found));
    return credited(call, owners, weights, parameters);
  }

  /** For each link of the model the segment roots of all versions that it reaches. */
  private static List<List<Bytes32>> corpus(Call call, long model, ModelStorage models) {
    DatanetStorage datanets = new DatanetStorage(call.storage());
    boolean deployed = models.stage(model) == Stage.DEPLOYED;
    List<List<Bytes32>> corpus = new ArrayList<>();
    for (Link link : models.links(model)) {
      List<Bytes32> roots = new ArrayList<>();
      for (long version = 1; version <= link.version(); version++) {
        // A deployed model's versions were active when it was deployed, and stay so.
        Call.require(
            deployed || datanets.isActive(link.datanet(), version),
            VERSION_NOT_ACTIVE,
            link.datanet(),
            version);
        roots.add(datanets.segmentRoot(link.datanet(), version));
      }
      corpus.add(roots);
    }
    return corpus;
  }

  private static Attribution credited(
      Call call, long[] owners, int[] weights, Parameters parameters) {
    DatanetStorage datanets = new DatanetStorage(call.storage());
    SortedMap<Long, Integer> payeeOfAccount = new TreeMap<>();
    SortedMap<Long, Integer> payeeOfContribution = new TreeMap<>();
    List<Long> payees = new ArrayList<>();
    int[] payeeOfToken = new int[owners.length];
    for (int i = 0; i < owners.length; i++) {
      if (owners[i] == Owners.NONE) {
        payeeOfToken[i] = Credit.NOBODY;
        continue;
      }
      Integer payee = payeeOfContribution.get(owners[i]);
      if (payee == null) {
        payee = payee(datanets.payee(owners[i]), payeeOfAccount, payees);
        payeeOfContribution.put(owners[i], payee);
      }
      payeeOfToken[i] = payee;
    }
    return new Attribution(
        owners, payees, Credit.of(payeeOfToken, payees.size(), weights, parameters));
  }

  /** The payee of an account, a new one where it has none yet. */
  private static int payee(
      long account, SortedMap<Long, Integer> payeeOfAccount, List<Long> payees) {
    if (account == DatanetStorage.NOBODY) {
      return Credit.NOBODY;
    }
    Integer known = payeeOfAccount.get(account);
    if (known != null) {
      return known;
    }
    payees.add(account);
    payeeOfAccount.put(account, payees.size() - 1);
    return payees.size() - 1;
  }
}
