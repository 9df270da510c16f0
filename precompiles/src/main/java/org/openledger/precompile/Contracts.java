package org.openledger.precompile;

import java.util.List;
import org.openledger.precompile.attribution.CorpusAttributor;
import org.openledger.precompile.attribution.TokenAttribution;
import org.openledger.precompile.attribution.WeightTables;
import org.openledger.precompile.datanet.Datanets;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.fee.InferenceFees;
import org.openledger.precompile.host.SegmentSource;
import org.openledger.precompile.model.Models;
import org.openledger.precompile.stake.Staking;
import org.openledger.precompile.system.SystemContract;

/** The suite of native contracts of a node. */
public final class Contracts {

  private Contracts() {}

  /**
   * All native contracts, in the order of their addresses.
   *
   * @param segments where this node keeps its indexes
   */
  public static List<NativeContract> all(SegmentSource segments) {
    CorpusAttributor attributor = new CorpusAttributor(segments, WeightTables.shipped());
    return List.of(
        SystemContract.create(),
        Datanets.create(),
        Models.create(),
        InferenceFees.create(attributor),
        TokenAttribution.create(attributor),
        Staking.create());
  }
}
