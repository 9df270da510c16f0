package org.openledger.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.openledger.node.ChainScript.SECOND;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.node.chain.NodeLog;
import org.openledger.node.index.SegmentState;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** A Datanet of another tokenizer in which somebody names the root of a content that is not his. */
class ForeignContentTest {

  private static final Address DATANETS = NativeAddress.DATANETS.address();
  private static final Bytes32 CONTENT = Bytes32.wrap(SECOND.root());
  private static final Bytes32 FOREIGN =
      Bytes32.wrap(SegmentRoot.of(new long[] {3}, new byte[][] {SECOND.root()}));

  @TempDir Path directory;

  @Test
  void takesNobodysContentAway() {
    NodeLog created =
        ChainScript.log(
            "DatanetCreated",
            List.of(2L, DATANETS),
            AbiValues.name("cl100k_base"),
            Bytes32.ZERO,
            DATANETS,
            "another",
            Bytes32.ZERO,
            Bytes32.ZERO);
    NodeLog contributed =
        ChainScript.log("Contributed", List.of(2L, 3L, DATANETS), CONTENT, 1L, 1L, "");
    BigInteger[] orders = {BigInteger.valueOf(3)};
    NodeLog sealed = ChainScript.log("VersionSealed", List.of(2L, 1L, FOREIGN), (Object) orders);
    ChainScript script =
        new ChainScript()
            .with(3, ChainScript.contributed(2, SECOND))
            .with(4, created, contributed, sealed)
            .with(5, ChainScript.sealed());
    try (Node node = Node.open(directory)) {
      node.bind(ChainScript.CHAIN, 9);
      script.feed(node, 3);
      node.keep(CONTENT, SECOND.encoded());
      script.feed(node, 4);
      await().until(() -> failed(node));
      assertThat(node.segmentStatus(FOREIGN).orElseThrow().problem())
          .contains("is of another tokenizer");
      assertThat(node.missingContents()).isEmpty();
      // What cannot be cured is not tried again.
      node.retry();
      assertThat(failed(node)).isTrue();
      assertThat(node.content(CONTENT, 100_256)).isEmpty();
      script.feed(node, 5);
      await().until(() -> node.isReady(ChainScript.ROOT));
      assertThat(node.content(CONTENT, 256)).contains(SECOND.encoded());
    }
  }

  private static boolean failed(Node node) {
    return node.segmentStatus(FOREIGN).orElseThrow().state() == SegmentState.FAILED;
  }
}
