package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.trie.MerkleStorage;
import org.apache.tuweni.trie.StoredMerklePatriciaTrie;
import org.apache.tuweni.units.bigints.UInt256;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.rpc.ProofMethods;
import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpDecoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;

/** The proofs of {@code eth_getProof}, checked by another trie that knows nothing but them. */
class ProofTest {

  private static final String FAKE = Fake.INSTANCE.address().toString();

  private static final Bytes32 EMPTY =
      Bytes32.fromHexString("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");

  private TestNet net;
  private RpcClient rpc;

  @BeforeAll
  static void providesKeccakForTheOtherTrie() {
    java.security.Security.addProvider(new BouncyCastleProvider());
  }

  @BeforeEach
  void start() throws IOException {
    net = new TestNet();
    rpc = net.rpc;
  }

  @AfterEach
  void stop() {
    net.close();
  }

  @Test
  void accountsAndWordsAreProvedAtEveryBlock() {
    Random random = new Random(11);
    List<Map<String, String>> worlds = new ArrayList<>();
    Map<String, String> words = new HashMap<>();
    worlds.add(Map.of());
    for (int block = 1; block <= 25; block++) {
      UInt256 key = UInt256.valueOf(random.nextInt(30));
      // A small word makes a node of less than 32 bytes; zero removes it.
      UInt256 value = UInt256.valueOf(random.nextInt(4)).shiftLeft(random.nextInt(2) * 200);
      net.call(Fake.input(Fake.STORE, key.toBytes(), value.toBytes()));
      words.put(key.toHexString(), value.toHexString());
      worlds.add(Map.copyOf(words));
    }
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      keys.add(UInt256.valueOf(i).toHexString());
    }
    int proved = 0;
    for (int block = 0; block <= 25; block++) {
      String number = "0x" + Integer.toHexString(block);
      JsonNode proof = rpc.result("eth_getProof", FAKE, keys, number);
      Bytes account = verify(stateRoot(number), proof.get("accountProof"), FAKE);
      RlpList fields = (RlpList) RlpDecoder.decode(account.toArrayUnsafe()).getValues().getFirst();
      assertThat(Bytes.wrap(bytes(fields, 2)).toHexString())
          .isEqualTo(proof.get("storageHash").asText());
      assertThat(Bytes.wrap(bytes(fields, 3)).toHexString())
          .isEqualTo(proof.get("codeHash").asText());
      assertThat(new BigInteger(1, bytes(fields, 0))).isEqualTo(TestNet.number(proof.get("nonce")));
      Bytes32 storage = Bytes32.fromHexString(proof.get("storageHash").asText());
      for (JsonNode word : proof.get("storageProof")) {
        String key = UInt256.fromHexString(word.get("key").asText()).toHexString();
        Bytes found = verify(storage, word.get("proof"), key);
        UInt256 expected =
            UInt256.fromHexString(worlds.get(block).getOrDefault(key, UInt256.ZERO.toHexString()));
        assertThat(TestNet.number(word.get("value"))).isEqualTo(expected.toUnsignedBigInteger());
        if (expected.isZero()) {
          assertThat(found).isNull();
        } else {
          assertThat(
                  ((RlpString) RlpDecoder.decode(found.toArrayUnsafe()).getValues().getFirst())
                      .asPositiveBigInteger())
              .isEqualTo(expected.toUnsignedBigInteger());
          proved++;
        }
      }
    }
    assertThat(proved).isGreaterThan(50);
  }

  @Test
  void whatIsNotThereIsProvedAbsent() {
    String nobody = "0x00000000000000000000000000000000000000aa";
    JsonNode proof = rpc.result("eth_getProof", nobody, List.of("0x0"), "latest");
    assertThat(verify(stateRoot("latest"), proof.get("accountProof"), nobody)).isNull();
    assertThat(proof.get("balance").asText()).isEqualTo("0x0");
    assertThat(proof.get("codeHash").asText())
        .isEqualTo("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    assertThat(proof.get("storageHash").asText())
        .isEqualTo("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
    assertThat(proof.get("storageProof")).isEmpty(); // As on Besu.
  }

  @Test
  void keysAreWrittenAsBesuWritesThem() {
    List<String> asked = List.of("0x0", "0x1", "0x0100", "0x" + "0".repeat(61) + "abc");
    List<String> answered = new ArrayList<>();
    rpc.result("eth_getProof", FAKE, asked, "latest")
        .get("storageProof")
        .forEach(word -> answered.add(word.get("key").asText()));
    assertThat(answered).containsExactly("0x0", "0x01", "0x0100", "0x0abc");
  }

  @Test
  void aProofOfSomethingElseDoesNotHold() {
    JsonNode nodes =
        rpc.result("eth_getProof", TestNet.address(0), List.of(), "latest").get("accountProof");
    Bytes32 root = stateRoot("latest");
    assertThat(verify(root, nodes, TestNet.address(0))).isNotNull();
    assertThat(nodes.size()).isGreaterThan(1);
    assertThatThrownBy(() -> verify(Bytes32.leftPad(Bytes.of(1)), nodes, TestNet.address(0)))
        .hasMessageContaining("the proof has no node");
    JsonNode short1 = RpcClient.JSON.createArrayNode().add(nodes.get(0));
    assertThatThrownBy(() -> verify(root, short1, TestNet.address(0)))
        .hasMessageContaining("the proof has no node");
  }

  @Test
  void wrongProofsAreTypedErrors() {
    String address = TestNet.address(0);
    for (Object[] wrong :
        new Object[][] {
          {},
          {address},
          {address, "x"},
          {address, List.of("0xzz")},
          {address, List.of(true)},
          {address, List.of("0x" + "11".repeat(33))},
          {"0xzz", List.of(), "latest"},
          {address, List.of(), "x"},
          {address, Collections.nCopies(ProofMethods.MAX_KEYS + 1, "0x0")}
        }) {
      assertThat(rpc.error("eth_getProof", wrong).get("code").asInt()).isEqualTo(-32602);
    }
    assertThat(rpc.result("eth_getProof", address, List.of(), "0xffff").isNull()).isTrue();
    assertThat(rpc.result("eth_getProof", address, List.of()).get("balance").asText())
        .isEqualTo(rpc.text("eth_getBalance", address));
  }

  private Bytes32 stateRoot(String block) {
    return Bytes32.fromHexString(
        rpc.result("eth_getBlockByNumber", block, false).get("stateRoot").asText());
  }

  private static byte[] bytes(RlpList list, int place) {
    return ((RlpString) list.getValues().get(place)).getBytes();
  }

  /** The value under the hash of {@code key}, found by hashes alone. */
  private static @Nullable Bytes verify(Bytes32 root, JsonNode nodes, String key) {
    Map<Bytes32, Bytes> byHash = new HashMap<>();
    for (JsonNode node : nodes) {
      Bytes rlp = Bytes.fromHexString(node.asText());
      byHash.put(hash(rlp), rlp);
    }
    MerkleStorage storage =
        new MerkleStorage() {
          @Override
          public @Nullable Object get(Bytes32 hash, Continuation<? super Bytes> then) {
            Bytes node = byHash.get(hash);
            if (node == null) {
              // Null would mean to the other trie that there is nothing.
              throw new IllegalArgumentException("the proof has no node " + hash.toHexString());
            }
            return node;
          }

          @Override
          public Object put(Bytes32 hash, Bytes node, Continuation<? super Unit> then) {
            throw new AssertionError("a proof is only read");
          }
        };
    if (root.equals(EMPTY)) {
      assertThat(nodes).isEmpty();
      return null;
    }
    StoredMerklePatriciaTrie<Bytes> trie = StoredMerklePatriciaTrie.storingBytes(storage, root);
    try {
      return BuildersKt.runBlocking(
          EmptyCoroutineContext.INSTANCE,
          (scope, then) -> trie.get(hash(Bytes.fromHexString(key)), then));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Bytes32 hash(Bytes bytes) {
    return Bytes32.wrap(Hash.sha3(bytes.toArrayUnsafe()));
  }
}
