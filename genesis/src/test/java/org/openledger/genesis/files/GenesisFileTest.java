package org.openledger.genesis.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.genesis.settings.Development;
import org.openledger.genesis.settings.Json;
import org.openledger.genesis.settings.NetworkSettings;
import org.openledger.genesis.settings.Problem;
import org.openledger.genesis.settings.SettingsFile;
import org.openledger.genesis.settings.Validator;
import org.openledger.node.chain.FirstBlock;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.GenesisState;

class GenesisFileTest {

  /** Settings of a file, with the keys 1, 2, … for its validators. */
  static NetworkSettings withKeys(String file) throws Exception {
    NetworkSettings settings = SettingsFile.parse(file).settings();
    List<Validator> validators = new ArrayList<>();
    for (Validator validator : settings.validators()) {
      int number = validators.size() + 1;
      NodeKey key = new NodeKey(BigInteger.valueOf(number));
      validators.add(validator.with(key.publicKey(), 30302 + number));
    }
    return settings.withValidators(validators);
  }

  private static JsonNode genesis(String file) throws Exception {
    return Json.parse(GenesisFile.text(withKeys(file)));
  }

  private static String changed(String from, String to) {
    String file = Development.file(4);
    assertThat(file).contains(from);
    return file.replace(from, to);
  }

  @Test
  void eachNativeAccountHasCodeNonceAndTheStorageOfTheConfiguration() throws Exception {
    NetworkSettings settings = withKeys(Development.file(4));
    JsonNode alloc = genesis(Development.file(4)).path("alloc");
    for (NativeAddress contract : NativeAddress.values()) {
      JsonNode account = alloc.path(contract.address().toString().substring(2));
      assertThat(account.path("code").asText()).isEqualTo("0xfe");
      assertThat(account.path("nonce").asText()).isEqualTo("0x1");
      SortedMap<UInt256, UInt256> words =
          GenesisState.storage(settings.contracts()).get(contract.address());
      assertThat(account.path("storage").size()).isEqualTo(words.size());
      words.forEach(
          (key, word) ->
              assertThat(account.path("storage").path(key.toBytes().toHexString()).asText())
                  .isEqualTo(word.toHexString()));
    }
    assertThat(alloc.path(NativeAddress.SYSTEM.address().toString().substring(2)).path("storage"))
        .isNotEmpty();
    assertThat(alloc.size()).isEqualTo(32 + 10);
  }

  @Test
  void keysAreThoseThatBesuKnows() throws Exception {
    JsonNode genesis = genesis(Development.file(4));
    assertThat(genesis.properties())
        .extracting(entry -> entry.getKey())
        .containsExactly(
            "config",
            "nonce",
            "timestamp",
            "gasLimit",
            "difficulty",
            "mixHash",
            "coinbase",
            "extraData",
            "alloc");
    assertThat(genesis.path("config").toString())
        .isEqualTo(
            "{\"chainId\":1612001,\"londonBlock\":0,\"shanghaiTime\":0,\"cancunTime\":0,"
                + "\"pragueTime\":0,\"osakaTime\":0,\"zeroBaseFee\":true,"
                + "\"qbft\":{\"blockperiodseconds\":1,\"epochlength\":30000,"
                + "\"requesttimeoutseconds\":4,"
                + "\"miningbeneficiary\":\"0xc01bba5e00000000000000000000000000000000\"}}");
    assertThat(genesis.path("gasLimit").asText()).isEqualTo("0x3938700");
  }

  @Test
  void theModesOfGas() throws Exception {
    JsonNode burned = genesis(changed("zeroBaseFee\"", "burnedBaseFee\", \"baseFee\": \"50 wei\""));
    assertThat(burned.path("config").has("zeroBaseFee")).isFalse();
    assertThat(burned.path("baseFeePerGas").asText()).isEqualTo("0x32");
    JsonNode free =
        genesis(
            Development.file(4)
                .replaceFirst("\"gas\": \\{[^}]*}", "\"gas\": {\"mode\": \"free\"}"));
    assertThat(free.path("config").path("zeroBaseFee").asBoolean()).isTrue();
    assertThat(free.path("config").path("qbft").has("miningbeneficiary")).isFalse();
    assertThat(free.has("baseFeePerGas")).isFalse();
  }

  @Test
  void aLaterForkHasItsTimeAndOneThatNeverHoldsIsAbsent() throws Exception {
    JsonNode config =
        genesis(changed("\"chainId\"", "\"forks\": {\"osaka\": 1900000000}, \"chainId\""))
            .path("config");
    assertThat(config.path("osakaTime").asLong()).isEqualTo(1_900_000_000);
    assertThat(config.has("amsterdamTime")).isFalse();
  }

  @Test
  void extraDataNamesConfigurationAndValidators() throws Exception {
    NetworkSettings settings = withKeys(Development.file(4));
    Bytes encoded = Bytes.fromHexString(genesis(Development.file(4)).path("extraData").asText());
    ExtraData extra = ExtraData.decode(encoded);
    assertThat(extra.configuration()).isEqualTo(settings.hash());
    assertThat(FirstBlock.configuration(encoded)).contains(settings.hash());
    assertThat(extra.validators()).isEqualTo(List.copyOf(settings.validatorAddresses())).hasSize(4);
    assertThat(extra.validators())
        .contains(Address.fromHex("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf"));
  }

  /** As {@code besu rlp encode --type=QBFT_EXTRA_DATA} writes it for one validator. */
  @Test
  void extraDataIsTheRlpThatTheHostsOwnToolWrites() {
    Address validator = Address.fromHex("0xc88e4ffce6cdde7851cd086a92936a2201146e10");
    ExtraData extra = ExtraData.of(Bytes32.ZERO, new TreeSet<>(List.of(validator)));
    assertThat(extra.encoded().toHexString())
        .isEqualTo(
            "0xf83aa0" + "00".repeat(32) + "d594c88e4ffce6cdde7851cd086a92936a2201146e10c080c0");
  }

  @Test
  void aFirstBlockThatNamesNoConfigurationIsToldFromOneThatDoes() {
    Bytes32 hash = Bytes32.repeat((byte) 7);
    for (int validators : List.of(1, 2, 4, 11, 12, 13, 100)) {
      SortedSet<Address> all = new TreeSet<>();
      for (int i = 1; i <= validators; i++) {
        all.add(Address.fromHex("0x%040x".formatted(i)));
      }
      Bytes encoded = ExtraData.of(hash, all).encoded();
      assertThat(FirstBlock.configuration(encoded)).contains(hash);
      assertThat(FirstBlock.configuration(ExtraData.of(Bytes32.ZERO, all).encoded())).isEmpty();
      for (int size = 0; size < 35; size++) {
        assertThat(FirstBlock.configuration(encoded.slice(0, size))).isEmpty();
      }
    }
    assertThat(FirstBlock.configuration(hash)).isEmpty();
    assertThat(FirstBlock.configuration(Bytes.repeat((byte) 0xff, 64))).isEmpty();
  }

  @Test
  void whatIsNoExtraDataIsRefused() {
    assertThatThrownBy(() -> ExtraData.decode(Bytes.fromHexString("0xc0")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ExtraData.decode(Bytes.fromHexString("0xc101")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ExtraData.decode(Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSameSettingsMakeTheSameFile() throws Exception {
    assertThat(GenesisFile.text(withKeys(Development.file(4))))
        .isEqualTo(GenesisFile.text(withKeys(Development.file(4))));
  }

  @Test
  void aChangedGenesisFileIsTold() throws Exception {
    NetworkSettings settings = withKeys(Development.file(4));
    ObjectNode file = (ObjectNode) Json.parse(GenesisFile.text(settings));
    assertThat(GenesisDifference.of(settings, file.toString())).isEmpty();
    ObjectNode config = (ObjectNode) file.get("config");
    config.put("osakTime", config.remove("osakaTime").asInt());
    ((ObjectNode) file.at("/alloc/000000000000000000000000000000000000a100")).put("code", "0x");
    assertThat(GenesisDifference.of(settings, file.toString()))
        .extracting(Problem::toString)
        .containsExactly(
            "alloc.000000000000000000000000000000000000a100.code: is 0x, the configuration makes"
                + " 0xfe",
            "config.osakTime: is 0, the configuration makes absent",
            "config.osakaTime: is absent, the configuration makes 0");
    assertThat(GenesisDifference.of(settings, "no")).hasSize(1);
  }
}
