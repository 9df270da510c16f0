package org.openledger.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.host.Address;

class PeerTest {

  private static final String OPERATOR = "0x00000000000000000000000000000000000000a1";

  @Test
  void aPeerIsItsOperatorAndItsUrl() {
    Peer peer = Peer.parse(" https://" + OPERATOR + "@node-1:8545/rpc?x=1 ");
    assertThat(peer)
        .isEqualTo(new Peer(Address.fromHex(OPERATOR), URI.create("https://node-1:8545/rpc?x=1")))
        .hasToString(OPERATOR + "@node-1:8545");
  }

  @Test
  void whatNamesNoOperatorOrNoHostIsRefused() {
    for (String wrong :
        List.of(
            "",
            "node-1:8545",
            "http://node-1:8545",
            "http://user:password@node-1:8545",
            "ftp://" + OPERATOR + "@node-1",
            "http://" + OPERATOR + "@",
            "http://" + OPERATOR + "ff@node-1",
            "http://" + OPERATOR + "@node 1")) {
      assertThatThrownBy(() -> Peer.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("http://OPERATOR@HOST:PORT");
    }
  }

  @Test
  void peersAreNamedOnceAndAreNotTooMany() {
    String url = "http://" + OPERATOR + "@node-1";
    assertThatThrownBy(() -> Peer.parse(List.of(url, url + ":1"))).hasMessageContaining("twice");
    List<String> many =
        IntStream.rangeClosed(0, Peer.MOST)
            .mapToObj(i -> String.format("http://0x%040x@node-%d", i, i))
            .toList();
    assertThatThrownBy(() -> Peer.parse(many)).hasMessageContaining("16 at most");
    assertThat(Peer.parse(many.subList(0, Peer.MOST))).hasSize(Peer.MOST);
    assertThat(Peer.parse(Collections.<String>emptyList())).isEmpty();
  }
}
