package org.openledger.precompile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.openledger.precompile.agent.Agents;
import org.openledger.precompile.attribution.CorpusAttributor;
import org.openledger.precompile.attribution.TokenAttribution;
import org.openledger.precompile.attribution.WeightTables;
import org.openledger.precompile.datanet.Datanets;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.VersionedContract;
import org.openledger.precompile.fee.InferenceFees;
import org.openledger.precompile.feedback.Feedback;
import org.openledger.precompile.governance.Governance;
import org.openledger.precompile.host.SegmentSource;
import org.openledger.precompile.influence.InfluenceAttestations;
import org.openledger.precompile.model.Models;
import org.openledger.precompile.service.Services;
import org.openledger.precompile.stake.Staking;
import org.openledger.precompile.system.SystemContract;

/** The suite of native contracts of a node. */
public final class Contracts {

  private Contracts() {}

  /**
   * All native contracts, in the order of their addresses; a call runs the version of the
   * protocol's rules that holds in its block.
   *
   * @param segments where this node keeps its indexes
   */
  public static List<NativeContract> all(SegmentSource segments) {
    return VersionedContract.of(
        ProtocolVersions.ALL.stream().map(version -> version.apply(segments)).toList());
  }

  /**
   * What stands at the addresses that are kept for later versions of the protocol: nothing, in the
   * versions that this software has. In others nobody but their software knows, so that a call
   * stops a node that lacks it. Without these it would take the contract for an account, and
   * compute another state.
   */
  public static List<NativeContract> reserved() {
    return VersionedContract.reserved(ProtocolVersions.ALL.size());
  }

  /** The newest version of the protocol's rules that this software has. */
  public static long newestVersion() {
    return ProtocolVersions.ALL.size();
  }

  /**
   * The contracts of protocol version 1, by themselves: whether it holds is not their matter.
   *
   * @param segments where this node keeps its indexes
   */
  public static List<NativeContract> version1(SegmentSource segments) {
    CorpusAttributor attributor = new CorpusAttributor(segments, WeightTables.shipped());
    List<NativeContract> others =
        List.of(
            SystemContract.create(),
            Datanets.create(),
            Models.create(),
            InferenceFees.create(attributor),
            TokenAttribution.create(attributor),
            Staking.create(),
            Services.create(),
            Feedback.create(),
            Agents.create(),
            InfluenceAttestations.create());
    // Whose actions may call all others.
    List<NativeContract> all = new ArrayList<>(others);
    all.add(Governance.create(others));
    all.sort(Comparator.comparing(NativeContract::address));
    return List.copyOf(all);
  }
}
