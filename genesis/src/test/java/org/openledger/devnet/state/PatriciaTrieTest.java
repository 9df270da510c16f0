package org.openledger.devnet.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.trie.MerklePatriciaTrie;
import org.apache.tuweni.units.bigints.UInt256;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.host.Address;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpString;

class PatriciaTrieTest {

  @BeforeAll
  static void providesKeccakForTheOtherTrie() {
    java.security.Security.addProvider(new BouncyCastleProvider());
  }

  @Test
  void theEmptyTrieHasTheRootThatEverybodyKnows() {
    assertThat(PatriciaTrie.EMPTY_ROOT.toHexString())
        .isEqualTo("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
    assertThat(strings(Map.of()).rootHash()).isEqualTo(PatriciaTrie.EMPTY_ROOT);
  }

  @Test
  void theVectorsOfTheEthereumTestsHold() {
    assertThat(
            strings(Map.of("doe", "reindeer", "dog", "puppy", "dogglesworth", "cat"))
                .rootHash()
                .toHexString())
        .isEqualTo("0x8aad789dff2f538bca5d8ea56e8abe10f4c7ba3a5dea95fea4cd6e7c3a1168d3");
    assertThat(
            strings(Map.of("do", "verb", "horse", "stallion", "doge", "coin", "dog", "puppy"))
                .rootHash()
                .toHexString())
        .isEqualTo("0x5991bb8c6514148a29db676a14ac506cd2cd5775ace63c30a4fe457715e9ac84");
  }

  @Test
  void theStateRootOfSepoliasGenesisComesOut() {
    Map<String, String> balances = new LinkedHashMap<>();
    for (String address :
        new String[] {
          "a2A6d93439144FFE4D27c9E088dCD8b783946263",
          "Bc11295936Aa79d594139de1B2e12629414F3BDB",
          "7cF5b79bfe291A67AB02b393E456cCc4c266F753",
          "aaec86394441f915bce3e6ab399977e9906f3b69",
          "F47CaE1CF79ca6758Bfc787dbD21E6bdBe7112B8",
          "d7eDDB78ED295B3C9629240E8924fb8D8874ddD8",
          "8b7F0977Bb4f0fBE7076FA22bC24acA043583F5e",
          "e2e2659028143784d557bcec6ff3a0721048880a",
          "d9a5179f091d85051d3c982785efd1455cec8699",
          "beef32ca5b9a198d27B4e02F4c70439fE60356Cf"
        }) {
      balances.put(address, "D3C21BCECCEDA1000000");
    }
    balances.put("0000006916a87b82333f4245046623b23794c65c", "84595161401484A000000");
    balances.put("b21c33de1fab3fa15499c62b59fe0cc3250020d1", "52B7D2DCC80CD2E4000000");
    balances.put("10F5d45854e038071485AC9e402308cF80D2d2fE", "52B7D2DCC80CD2E4000000");
    balances.put("d7d76c58b3a519e9fA6Cc4D22dC017259BC49F1E", "52B7D2DCC80CD2E4000000");
    balances.put("799D329e5f583419167cD722962485926E338F4a", "DE0B6B3A7640000");
    Map<Address, GenesisAccount> alloc = new TreeMap<>();
    balances.forEach(
        (address, balance) ->
            alloc.put(
                Address.fromHex(address), GenesisAccount.funded(new BigInteger(balance, 16))));

    assertThat(WorldState.of(alloc).root().toHexString())
        .isEqualTo("0x5eb6e371a698b8d68f665192350ffcecbbbf322916f4b51bd79bb6887da3f494");
  }

  @Test
  void randomChangesGiveTheRootsOfAnIndependentTrieAndOldTriesStay() throws Exception {
    for (long seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      MerklePatriciaTrie<Bytes> other = MerklePatriciaTrie.storingBytes();
      PatriciaTrie<Bytes> trie = PatriciaTrie.empty(Function.identity());
      Map<Bytes, Bytes> model = new HashMap<>();
      Map<PatriciaTrie<Bytes>, Bytes32> history = new LinkedHashMap<>();
      // Few distinct keys of one length: shared prefixes, overwrites and removals abound.
      int size = 1 + random.nextInt(3);
      for (int step = 0; step < 150; step++) {
        byte[] key = new byte[size];
        random.nextBytes(key);
        key[0] &= 0x13;
        Bytes path = Bytes.wrap(key);
        if (random.nextInt(3) == 0) {
          trie = trie.remove(path);
          model.remove(path);
          run(k -> other.remove(path, k));
        } else {
          byte[] value = new byte[1 + random.nextInt(40)];
          random.nextBytes(value);
          value[0] |= 1;
          trie = trie.put(path, Bytes.wrap(value));
          model.put(path, Bytes.wrap(value));
          run(k -> other.put(path, Bytes.wrap(value), k));
        }
        assertThat(trie.rootHash()).as("seed %d step %d", seed, step).isEqualTo(other.rootHash());
        history.put(trie, other.rootHash());
      }
      for (Map.Entry<Bytes, Bytes> entry : model.entrySet()) {
        assertThat(trie.get(entry.getKey())).contains(entry.getValue());
      }
      history.forEach((old, root) -> assertThat(old.rootHash()).isEqualTo(root));
      for (Bytes key : model.keySet()) {
        trie = trie.remove(key);
      }
      assertThat(trie.isEmpty()).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void anAccountWithStorageHasTheRootOfAnIndependentTrie() throws Exception {
    TreeMap<UInt256, UInt256> words = new TreeMap<>();
    MerklePatriciaTrie<Bytes> storage = MerklePatriciaTrie.storingBytes();
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      UInt256 key = UInt256.valueOf(random.nextInt(1000));
      UInt256 value = UInt256.fromBytes(Bytes32.random(random)).shiftRight(random.nextInt(250));
      words.put(key, value);
    }
    words.put(UInt256.valueOf(5000), UInt256.ZERO);
    for (Map.Entry<UInt256, UInt256> word : words.entrySet()) {
      if (!word.getValue().isZero()) {
        Bytes encoded =
            Bytes.wrap(RlpEncoder.encode(RlpString.create(word.getValue().toUnsignedBigInteger())));
        run(k -> storage.put(Keccak.hash(word.getKey().toBytes()), encoded, k));
      }
    }
    Address address = Address.fromHex("0x000000000000000000000000000000000000a100");
    WorldState state = WorldState.of(Map.of(address, GenesisAccount.nativeContract(words)));

    assertThat(state.account(address).storage().rootHash()).isEqualTo(storage.rootHash());
    words.forEach((key, value) -> assertThat(state.account(address).word(key)).isEqualTo(value));
    MerklePatriciaTrie<Bytes> accounts = MerklePatriciaTrie.storingBytes();
    Bytes account = state.account(address).encode();
    run(k -> accounts.put(Keccak.hash(address.bytes()), account, k));
    assertThat(state.root()).isEqualTo(accounts.rootHash());
  }

  private static PatriciaTrie<Bytes> strings(Map<String, String> entries) {
    PatriciaTrie<Bytes> trie = PatriciaTrie.empty(Function.identity());
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      trie =
          trie.put(
              Bytes.wrap(entry.getKey().getBytes(UTF_8)),
              Bytes.wrap(entry.getValue().getBytes(UTF_8)));
    }
    return trie;
  }

  private static void run(
      Function<kotlin.coroutines.Continuation<? super kotlin.Unit>, Object> suspended)
      throws InterruptedException {
    BuildersKt.runBlocking(
        EmptyCoroutineContext.INSTANCE, (scope, continuation) -> suspended.apply(continuation));
  }
}
