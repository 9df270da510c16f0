package org.openledger.besu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.besu.plugin.data.SyncStatus;
import org.hyperledger.besu.plugin.services.p2p.P2PService;
import org.jspecify.annotations.Nullable;
import org.openledger.node.health.Reason;

/**
 * The conditions of Besu's own readiness: whoever registers a check replaces Besu's, and so repeats
 * them. Enough peers, where peers are wanted at all; and no further behind the best peer than the
 * synchroniser has last said, as long as it has said anything.
 */
final class HostReadiness {

  private final P2PService peers;
  private volatile @Nullable SyncStatus lastStatus;

  HostReadiness(P2PService peers) {
    this.peers = peers;
  }

  /** Takes note of what the synchroniser says; empty: it is in sync. */
  void synchronising(Optional<SyncStatus> status) {
    lastStatus = status.orElse(null);
  }

  /**
   * The reasons not to be ready.
   *
   * @param minPeers least number of peers, at least 0
   * @param blocksBehind most blocks behind the best peer, at least 0
   */
  List<Reason> reasons(long minPeers, long blocksBehind) {
    List<Reason> reasons = new ArrayList<>();
    if (peers.isP2pEnabled() && peers.getPeerCount() < minPeers) {
      reasons.add(
          new Reason(
              "OL-406",
              "this node has "
                  + peers.getPeerCount()
                  + " peer(s) of at least "
                  + minPeers
                  + "; see that its p2p port can be reached, and to its static nodes"));
    }
    SyncStatus status = lastStatus;
    if (status != null && status.getHighestBlock() - status.getCurrentBlock() > blocksBehind) {
      reasons.add(
          new Reason(
              "OL-407",
              "Besu is at block "
                  + status.getCurrentBlock()
                  + ", its best peer at "
                  + status.getHighestBlock()
                  + "; wait until it has caught up"));
    }
    return reasons;
  }
}
