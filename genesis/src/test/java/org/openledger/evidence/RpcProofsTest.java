package org.openledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainProofs;
import org.openledger.node.chain.ProofsException;
import org.openledger.node.evidence.HttpProofSource;
import org.openledger.node.evidence.ProofSource;
import org.openledger.node.evidence.RpcProofs;
import org.openledger.precompile.host.NativeAddress;

/** Proofs out of a node's standard methods are those that the node itself has. */
class RpcProofsTest {

  private static final List<UInt256> KEYS =
      List.of(UInt256.valueOf(7), UInt256.ZERO, UInt256.MAX_VALUE);

  @TempDir private static Path directory;

  private static DevNetwork network;
  private static ProofSource source;
  private static ChainProofs own;

  /** A block with a settlement. */
  private static BlockRef block;

  @BeforeAll
  static void settle() throws IOException {
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
    SettledStory.tell(network, directory, SettledStory.ALICE);
    source = new HttpProofSource(URI.create(network.url()), HttpProofSource.Limits.standard());
    own = network.chain().proofs().orElseThrow();
    block =
        network.chain().blockOf(SettledStory.settled(network.chain()).transaction()).orElseThrow();
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @Test
  void everyBlocksProofsAreTheNodesOwn() {
    ChainProofs proofs = new RpcProofs(source);
    for (long number = 0; number <= network.chain().head().number(); number++) {
      BlockRef at = network.chain().block(number).orElseThrow();
      assertThat(proofs.header(at)).as("header %d", number).isEqualTo(own.header(at));
      assertThat(proofs.receipts(at)).as("receipts %d", number).isEqualTo(own.receipts(at));
      for (NativeAddress contract : NativeAddress.values()) {
        assertThat(proofs.account(at, contract.address(), KEYS))
            .as("%s in block %d", contract, number)
            .isEqualTo(own.account(at, contract.address(), KEYS));
      }
    }
  }

  @Test
  void anyChangedMemberIsAWrongAnswerOrChangesNothing() throws Exception {
    assertThat(changed("eth_getBlockByHash", proofs -> proofs.header(block)))
        .isGreaterThanOrEqualTo(15);
    assertThat(changed("eth_getBlockReceipts", proofs -> proofs.receipts(block)))
        .isGreaterThanOrEqualTo(10);
    assertThat(
            changed(
                "eth_getProof",
                proofs -> proofs.account(block, NativeAddress.MODELS.address(), KEYS)))
        .isGreaterThanOrEqualTo(10);
  }

  @Test
  void anEmptyAnswerIsABlockThatTheNodeDoesNotHave() {
    ChainProofs none = new RpcProofs((method, params) -> NullNode.getInstance());
    assertThat(none.header(block)).isEmpty();
    assertThat(none.receipts(block)).isEmpty();
    assertThat(none.account(block, NativeAddress.MODELS.address(), KEYS)).isEmpty();
  }

  @Test
  void aStateThatIsNoLongerKeptIsNoFault() {
    ChainProofs pruned =
        new RpcProofs(
            (method, params) -> {
              throw new ProofSource.RefusedException("World state unavailable");
            });
    assertThat(pruned.account(block, NativeAddress.MODELS.address(), KEYS)).isEmpty();
    assertThatThrownBy(() -> pruned.header(block))
        .isInstanceOfSatisfying(
            ProofsException.class,
            e -> assertThat(e.reason()).isEqualTo(ProofsException.Reason.NO_ANSWER));
  }

  /** Changes each text of a method's answer; how many of them were refused. */
  private static int changed(String method, Function<ChainProofs, Optional<?>> ask)
      throws Exception {
    Optional<?> expected = ask.apply(new RpcProofs(source));
    int refused = 0;
    for (int text = 0; ; text++) {
      int target = text;
      boolean[] found = new boolean[1];
      ChainProofs bent =
          new RpcProofs(
              (name, params) -> {
                JsonNode answer = source.call(name, params);
                if (name.equals(method)) {
                  List<Consumer<String>> setters = new ArrayList<>();
                  List<String> texts = new ArrayList<>();
                  texts(answer, setters, texts);
                  found[0] = target < texts.size();
                  if (found[0]) {
                    setters.get(target).accept(bent(texts.get(target)));
                  }
                }
                return answer;
              });
      try {
        assertThat(ask.apply(bent)).as("%s, text %d", method, text).isEqualTo(expected);
      } catch (ProofsException e) {
        assertThat(e.reason()).isEqualTo(ProofsException.Reason.WRONG_ANSWER);
        refused++;
      }
      if (!found[0]) {
        return refused;
      }
    }
  }

  private static String bent(String text) {
    char last = text.charAt(text.length() - 1);
    return text.substring(0, text.length() - 1) + (last == '0' ? '1' : '0');
  }

  private static void texts(JsonNode node, List<Consumer<String>> setters, List<String> texts) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              member -> {
                if (member.getValue().isTextual()) {
                  texts.add(member.getValue().asText());
                  setters.add(value -> object.put(member.getKey(), value));
                } else {
                  texts(member.getValue(), setters, texts);
                }
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        if (array.get(i).isTextual()) {
          texts.add(array.get(i).asText());
          setters.add(value -> array.set(at, TextNode.valueOf(value)));
        } else {
          texts(array.get(i), setters, texts);
        }
      }
    }
  }
}
