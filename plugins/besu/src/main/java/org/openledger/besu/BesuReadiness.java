package org.openledger.besu;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.openledger.node.health.NodeReadiness;
import org.openledger.node.health.Readiness;
import org.openledger.node.health.Reason;

/** Whether a Besu node can be counted on: its host's conditions, and those of the plugin. */
final class BesuReadiness implements Readiness {

  /** Parameters of a query of {@code /readiness}, named as Besu's own check names them. */
  private static final String MIN_PEERS = "minPeers";

  private static final String MAX_BLOCKS_BEHIND = "maxBlocksBehind";

  /** Before there is anything to look at. */
  static final List<Reason> STARTING =
      List.of(new Reason("OL-408", "the node is being started; wait"));

  private record Parts(HostReadiness host, NodeReadiness node) {}

  private final long minPeers;
  private final long blocksBehind;
  private volatile @Nullable Parts parts;

  /**
   * @param minPeers least number of peers where a query names none
   * @param blocksBehind most blocks that host and plugin may lag, where a query names none
   */
  BesuReadiness(long minPeers, long blocksBehind) {
    this.minPeers = minPeers;
    this.blocksBehind = blocksBehind;
  }

  /** Sets what is looked at; before, the node is being started. */
  void open(HostReadiness host, NodeReadiness node) {
    parts = new Parts(host, node);
  }

  @Override
  public List<Reason> reasons() {
    return reasons(minPeers, blocksBehind);
  }

  /**
   * What a query of the host's health endpoint is answered with.
   *
   * @param parameters a query parameter's text by its name, null where it is not given
   */
  List<Reason> reasons(UnaryOperator<@Nullable String> parameters) {
    OptionalLong peers = parameter(parameters.apply(MIN_PEERS), minPeers);
    OptionalLong blocks = parameter(parameters.apply(MAX_BLOCKS_BEHIND), blocksBehind);
    if (peers.isEmpty() || blocks.isEmpty()) {
      return List.of(
          new Reason(
              "OL-409",
              "the query's " + MIN_PEERS + " and " + MAX_BLOCKS_BEHIND + " take whole numbers"));
    }
    return reasons(peers.getAsLong(), blocks.getAsLong());
  }

  private List<Reason> reasons(long peers, long blocks) {
    Parts current = parts;
    if (current == null) {
      return STARTING;
    }
    List<Reason> reasons = new ArrayList<>(current.node().reasons(blocks));
    reasons.addAll(current.host().reasons(peers, blocks));
    return List.copyOf(reasons);
  }

  private static OptionalLong parameter(@Nullable String text, long standard) {
    if (text == null) {
      return OptionalLong.of(standard);
    }
    try {
      long value = Long.parseLong(text);
      return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
