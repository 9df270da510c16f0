package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperledger.besu.plugin.data.SyncStatus;
import org.hyperledger.besu.plugin.services.HealthCheckService.HealthCheckProvider;
import org.hyperledger.besu.plugin.services.HealthCheckService.ParamSource;
import org.hyperledger.besu.plugin.services.p2p.P2PService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.node.Node;
import org.openledger.node.chain.HeadProtocol;
import org.openledger.node.health.NodeReadiness;
import org.openledger.node.health.Reason;

class BesuReadinessTest {

  /** Of later releases: {@code HealthCheckService.HealthCheckResult}. */
  public record Result(boolean healthy, Map<String, Object> details) {}

  /** Of later releases: {@code HealthCheckService.HealthCheckProvider}. */
  public interface LaterProvider {
    Result check(ParamSource parameters);
  }

  private record Status(long getCurrentBlock, long getHighestBlock) implements SyncStatus {}

  @TempDir Path directory;
  private final Map<String, String> query = new HashMap<>();
  private boolean p2p = true;
  private int peers = 1;
  private long head;
  private Optional<HeadProtocol> protocol = Optional.empty();

  private final HostReadiness host =
      new HostReadiness(
          new P2PService() {
            @Override
            public boolean isP2pEnabled() {
              return p2p;
            }

            @Override
            public int getPeerCount() {
              return peers;
            }
          });
  private final BesuReadiness readiness = new BesuReadiness(1, 2);
  private Node node;
  private NodeReadiness own;

  @BeforeEach
  void open() {
    node = Node.open(directory);
    own = new NodeReadiness(node, () -> head, () -> protocol);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private List<String> codes() {
    return readiness.reasons(query::get).stream().map(Reason::code).toList();
  }

  @Test
  void untilTheNodeIsStartedItIsNotReady() {
    assertThat(codes()).containsExactly("OL-408");
    readiness.open(host, own);
    assertThat(codes()).isEmpty();
  }

  @Test
  void peersCountAsInBesusOwnCheck() {
    readiness.open(host, own);
    peers = 0;
    assertThat(codes()).containsExactly("OL-406");
    query.put("minPeers", "0");
    assertThat(codes()).isEmpty();
    query.put("minPeers", "3");
    peers = 2;
    assertThat(codes()).containsExactly("OL-406");
    p2p = false;
    assertThat(codes()).isEmpty();
  }

  @Test
  void lagCountsAsInBesusOwnCheck() {
    readiness.open(host, own);
    host.synchronising(Optional.of(new Status(10, 12)));
    assertThat(codes()).isEmpty();
    host.synchronising(Optional.of(new Status(10, 13)));
    assertThat(codes()).containsExactly("OL-407");
    query.put("maxBlocksBehind", "3");
    assertThat(codes()).isEmpty();
    query.clear();
    host.synchronising(Optional.empty());
    assertThat(codes()).isEmpty();
  }

  @Test
  void malformedParametersAreNoReadiness() {
    readiness.open(host, own);
    for (String wrong : List.of("-1", "x", "", "99999999999999999999")) {
      query.put("minPeers", wrong);
      assertThat(codes()).as(wrong).containsExactly("OL-409");
    }
  }

  @Test
  void whatTheNodeLacksCounts() {
    readiness.open(host, own);
    head = 3;
    assertThat(codes()).containsExactly("OL-405");
    for (long block = 1; block <= head; block++) {
      node.onBlock(block, List.of());
    }
    assertThat(codes()).isEmpty();
    own.failed(4, "no memory");
    assertThat(codes()).containsExactly("OL-401");
    head = 4;
    assertThat(codes()).isEmpty();
    own.failed(4, "asked about an older block");
    assertThat(codes()).isEmpty();
  }

  @Test
  void besusEndpointIsAnsweredWithATruthValue() {
    HealthCheckProvider provider =
        HealthEndpoint.provider(HealthCheckProvider.class, readiness::reasons);
    assertThat(provider.isHealthy(query::get)).isFalse();
    readiness.open(host, own);
    assertThat(provider.isHealthy(query::get)).isTrue();
    query.put("minPeers", "2");
    assertThat(provider.isHealthy(query::get)).isFalse();
    assertThat(provider).isEqualTo(provider).hasSameHashCodeAs(provider);
  }

  @Test
  void laterReleasesAreAnsweredWithTheReasons() {
    LaterProvider provider = HealthEndpoint.provider(LaterProvider.class, readiness::reasons);
    assertThat(provider.check(query::get))
        .isEqualTo(
            new Result(
                false, Map.of("openledger", Map.of("OL-408", "the node is being started; wait"))));
    readiness.open(host, own);
    assertThat(provider.check(query::get).healthy()).isTrue();
  }
}
