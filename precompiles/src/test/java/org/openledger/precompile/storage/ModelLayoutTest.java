package org.openledger.precompile.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import java.io.IOException;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.model.Stage;

/** As {@link StorageLayoutTest}, of Models. */
class ModelLayoutTest extends NetworkInUse {

  @Test
  void modelsAreLaidOutAsSolcDoesIt() throws IOException {
    SolidityLayout layout = layout(NativeAddress.MODELS);
    long child = network.propose(model, network.terms(BigInteger.TEN, 5, 6));
    network.send(TestNetwork.CREATOR, "Models", "addServingKey", model, ALICE);
    network.send(TestNetwork.CREATOR, "Models", "transferModel", model, ALICE);
    Tuple prices = AbiValues.tuple(1L, 2L, 3_000L, 3_500L, 3_500L);
    network.send(TestNetwork.CREATOR, "Models", "schedulePricing", model, prices, 7_200L);
    network.send(TestNetwork.CREATOR, "Models", "withdrawVersion", model, 2L);
    network.send(TestNetwork.CREATOR, "Models", "schedulePricing", model, prices, 7_300L);
    assertThat(layout.value("modelCount")).isEqualTo(2);
    Address key = network.servingKey.address();
    assertThat(layout.value("models", model, "servingKey")).isEqualTo(number(key));
    BigInteger creator =
        layout(NativeAddress.INFERENCE_FEES).value("accountOf", TestNetwork.CREATOR, "number");
    assertThat(layout.value("models", model, "creator")).isEqualTo(creator);
    assertThat(layout.value("models", model, "stage")).isEqualTo(Stage.DEPLOYED.code());
    assertThat(layout.value("models", model, "version")).isEqualTo(3);
    assertThat(layout.value("models", model, "fromBlock")).isEqualTo(7_300);
    assertThat(layout.value("models", model, "pendingCreator")).isEqualTo(number(ALICE));
    assertThat(layout.value("models", model, "versionCount")).isEqualTo(3);
    assertThat(layout.value("models", child, "depth")).isEqualTo(1);
    assertThat(layout.value("models", child, "parent")).isEqualTo(model);
    assertThat(layout.value("models", model, "tokenizer")).isEqualTo(number(TestNetwork.UTF8));
    assertThat(layout.value("models", model, "servingKeys", "values")).isEqualTo(2);
    assertThat(layout.value("models", model, "servingKeys", "values", 0)).isEqualTo(number(key));
    assertThat(layout.value("models", model, "servingKeys", "values", 1)).isEqualTo(number(ALICE));
    assertThat(layout.value("models", model, "servingKeys", "positions", key)).isEqualTo(1);
    assertThat(layout.value("models", model, "servingKeys", "positions", ALICE)).isEqualTo(2);
    firstVersionIsLaidOut(layout);
    pricesByThemselvesAreLaidOut(layout);
    for (String member : new String[] {"servingKey", "tokenizer"}) {
      layout.value("models", child, member);
    }
    layout.value("models", child, "servingKeys", "values");
    layout.value("models", child, "servingKeys", "values", 0);
    layout.value("models", child, "servingKeys", "positions", key);
    network.send(TestNetwork.CREATOR, "Models", "revokeServingKey", model, ALICE);
    assertThat(layout.value("models", model, "servingKeys", "disputableUntil", ALICE))
        .isEqualTo(network.host.blockNumber() + 3_600);
    for (String member : new String[] {"inputRate", "sink", "weightTable"}) {
      layout.value("models", child, "versions", 1L, member);
    }
    assertThat(layout.value("models", child, "versions", 1L, "links", 0)).isEqualTo((2L << 32) + 1);
    explainsEverything(layout, NativeAddress.MODELS);
  }

  private void firstVersionIsLaidOut(SolidityLayout layout) throws IOException {
    Object[][] expected = {
      {"inputRate", 7_654_321},
      {"outputRate", 1_234_567},
      {"creatorShare", 7_000},
      {"stakersShare", 1_000},
      {"contributorsShare", 2_000},
      {"predecessor", 0},
      {"source", 1},
      {
        "sink",
        layout(NativeAddress.INFERENCE_FEES).value("accountOf", BOB, "number").intValueExact()
      },
      {"minSpan", 5},
      {"minRarity", 6},
      {"maxWeight", 16_384},
      {"unit", 1},
      {"linkCount", 1},
      {"weightTableNumber", 1},
      {"fromBlock", 0},
      {"withdrawn", 0},
    };
    for (Object[] member : expected) {
      assertThat(layout.value("models", model, "versions", 1L, member[0]))
          .as((String) member[0])
          .isEqualTo((int) member[1]);
    }
    Object[][] hashes = {
      {"baseModel", Bytes32.repeat((byte) 1)},
      {"adapter", Bytes32.repeat((byte) 2)},
      {"configuration", Bytes32.repeat((byte) 3)},
      {"weightTable", Bytes32.wrap(network.<byte[]>read("Models", "weightTable", model))},
    };
    for (Object[] member : hashes) {
      assertThat(layout.value("models", model, "versions", 1L, member[0]))
          .as((String) member[0])
          .isEqualTo(number((Bytes32) member[1]));
    }
    assertThat(layout.value("models", model, "versions", 1L, "links", 0)).isEqualTo((2L << 32) + 1);
  }

  private void pricesByThemselvesAreLaidOut(SolidityLayout layout) {
    for (long version = 2; version <= 3; version++) {
      boolean withdrawn = version == 2;
      Object[][] expected = {
        {"inputRate", 1},
        {"outputRate", 2},
        {"creatorShare", 3_000},
        {"stakersShare", 3_500},
        {"contributorsShare", 3_500},
        {"predecessor", 1},
        {"source", 1},
        {"minSpan", 5},
        {"linkCount", 1},
        {"fromBlock", withdrawn ? 7_200 : 7_300},
        {"withdrawn", withdrawn ? 1 : 0},
        {"baseModel", 0},
      };
      for (Object[] member : expected) {
        assertThat(layout.value("models", model, "versions", version, member[0]))
            .as("%s of version %s", member[0], version)
            .isEqualTo((int) member[1]);
      }
    }
  }
}
