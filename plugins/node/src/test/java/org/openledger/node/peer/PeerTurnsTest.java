package org.openledger.node.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.node.content.OperatorKey;
import org.openledger.node.peer.PeerException.Reason;

class PeerTurnsTest {

  private static final List<Peer> PEERS =
      IntStream.rangeClosed(1, 2)
          .mapToObj(
              number ->
                  new Peer(
                      OperatorKey.of(BigInteger.valueOf(number)).address(),
                      URI.create("http://127.0.0.1:" + number)))
          .toList();

  private final PeerTurns turns =
      new PeerTurns(
          PEERS,
          new FetchLimits(
              1_000,
              1_000,
              4,
              Duration.ofMinutes(1),
              Duration.ofMinutes(1),
              Duration.ofMinutes(1),
              Duration.ofMinutes(1),
              Duration.ofMinutes(20),
              Duration.ofMinutes(1)));

  private static Bytes32 root(long number) {
    return UInt256.valueOf(number).toBytes();
  }

  @Test
  void aPeerGivesOneContentAtATime() {
    Peer first = turns.take(root(1)).orElseThrow();
    Peer second = turns.take(root(1)).orElseThrow();
    assertThat(first).isNotEqualTo(second);
    assertThat(turns.take(root(2))).isEmpty();
    turns.left(first);
    assertThat(turns.take(root(2))).contains(first);
  }

  /** Between its word and its end a fetch still has the peer: nobody may take it twice. */
  @Test
  void whoHasAnsweredIsFreeOnlyOnceTheFetchHasEnded() {
    Peer good = turns.take(root(1)).orElseThrow();
    Peer lacking = turns.take(root(1)).orElseThrow();
    turns.succeeded(good);
    turns.failed(lacking, root(1), new PeerException(Reason.LACKS, "lacks it"));
    assertThat(turns.take(root(2))).isEmpty();
    turns.left(good);
    assertThat(turns.take(root(2))).contains(good);
    assertThat(turns.take(root(2))).isEmpty();
    turns.left(lacking);
    assertThat(turns.take(root(1))).as("it lacks this one").isEmpty();
    assertThat(turns.take(root(2))).contains(lacking);
  }

  @Test
  void whoFailsIsLeftAloneForAWhile() {
    Peer first = turns.take(root(1)).orElseThrow();
    turns.failed(first, root(1), new PeerException(Reason.WRONG, "gave wrong bytes"));
    turns.left(first);
    Peer second = turns.take(root(2)).orElseThrow();
    assertThat(second).isNotEqualTo(first);
    turns.left(second);
    assertThat(turns.take(root(2))).contains(second);
    assertThat(turns.statuses())
        .filteredOn(status -> status.operator().equals(first.operator()))
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.failures()).isEqualTo(5);
              assertThat(status.problem()).contains("gave wrong bytes");
            });
  }
}
