package org.openledger.node.peer;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.node.peer.PeerException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is. Peers without failures come first, then who was asked longest ago. Who fails is
 * left alone, each time longer, and who gives wrong bytes longest: no peer stops another.
 */
final class PeerTurns {

  private static final Logger LOG = LoggerFactory.getLogger(PeerTurns.class);

  /** Failures that a wrong or refused answer counts for. */
  private static final int GRAVE = 5;

  private static final int MOST_DOUBLINGS = 20;

  /** What is known of a peer; times by {@link System#nanoTime}. */
  private static final class Turn {
    final Peer peer;
    boolean busy;
    int failures;
    long asked;
    long pausedUntil;
    @Nullable String problem;
    final Map<Bytes32, Long> lacksUntil = new HashMap<>();

    Turn(Peer peer, long now) {
      this.peer = peer;
      this.asked = now;
      this.pausedUntil = now;
    }
  }

  private final FetchLimits limits;
  private final List<Turn> turns;

  PeerTurns(List<Peer> peers, FetchLimits limits) {
    this.limits = limits;
    long now = System.nanoTime();
    this.turns = peers.stream().map(peer -> new Turn(peer, now)).toList();
  }

  /** Whether any peer can be asked for anything now. */
  synchronized boolean isAnybodyFree() {
    long now = System.nanoTime();
    return turns.stream().anyMatch(it -> isFree(it, now));
  }

  private static boolean isFree(Turn it, long now) {
    return !it.busy && it.pausedUntil - now <= 0;
  }

  /** The peer to ask for a content now; nobody else has it until it is {@link #left}. */
  synchronized Optional<Peer> take(Bytes32 root) {
    long now = System.nanoTime();
    Optional<Turn> turn =
        turns.stream()
            .filter(it -> isFree(it, now))
            .filter(it -> it.lacksUntil.getOrDefault(root, now) - now <= 0)
            .min(
                Comparator.comparingInt((Turn it) -> it.failures)
                    .thenComparing((a, b) -> Long.signum(a.asked - b.asked)));
    turn.ifPresent(
        it -> {
          it.busy = true;
          it.asked = now;
        });
    return turn.map(it -> it.peer);
  }

  /** It gave a sound content. */
  synchronized void succeeded(Peer peer) {
    Turn turn = turn(peer);
    turn.failures = 0;
    if (turn.problem != null) {
      LOG.info("OL-367 contents come from {} again", peer);
      turn.problem = null;
    }
  }

  /** Whoever took it has ended, well or not. */
  synchronized void left(Peer peer) {
    turn(peer).busy = false;
  }

  /** It failed. */
  synchronized void failed(Peer peer, Bytes32 root, PeerException e) {
    Turn turn = turn(peer);
    long now = System.nanoTime();
    if (e.reason() == Reason.LACKS) {
      turn.lacksUntil.values().removeIf(until -> until - now <= 0);
      turn.lacksUntil.put(root, now + limits.lack().toNanos());
      return;
    }
    turn.failures += e.reason() == Reason.UNREACHABLE ? 1 : GRAVE;
    Duration pause = pause(turn.failures, e.reason());
    turn.pausedUntil = now + pause.toNanos();
    String problem = String.valueOf(e.getMessage());
    if (!problem.equals(turn.problem)) {
      LOG.warn(
          "OL-368 no content from {}: {} ({}); it is asked again after {} s, others meanwhile",
          peer,
          problem,
          e.reason(),
          pause.toSeconds());
      turn.problem = problem;
    }
  }

  /** What is known of each peer. */
  synchronized List<PeerStatus> statuses() {
    long now = System.nanoTime();
    return turns.stream()
        .map(
            it ->
                new PeerStatus(
                    it.peer.operator(),
                    it.busy,
                    it.failures,
                    Math.max(0, Duration.ofNanos(it.pausedUntil - now).toSeconds()),
                    Optional.ofNullable(it.problem)))
        .toList();
  }

  private Duration pause(int failures, Reason reason) {
    Duration doubled =
        limits.pause().multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)));
    // A peer that was down is soon wanted again once it is up; one that lies is not.
    Duration longest =
        reason == Reason.UNREACHABLE ? limits.longestPause().dividedBy(10) : limits.longestPause();
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  private Turn turn(Peer peer) {
    return turns.stream().filter(it -> it.peer.equals(peer)).findFirst().orElseThrow();
  }
}
