package org.openledger.precompile.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.account;

import java.math.BigInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.storage.Storage;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.ShippedTables;

class SettlementTest {

  private static final Address ALICE = account(20);
  private static final long NOTICE = 10;
  private static final String TEXT = "a text that somebody wrote once";

  private final TestNetwork network = new TestNetwork();
  private long block = 1_000;
  private long datanet;
  private long model;

  @BeforeEach
  void aDeployedModel() {
    network.send(
        TestNetwork.ADMIN, "System", "setParameter", Parameter.CHANGE_NOTICE.key(), NOTICE);
    network.host.setBlockNumber(block);
    datanet = sealed(TEXT);
    model = network.deploy(network.terms(BigInteger.valueOf(100_000), 4, 1), datanet, 1);
  }

  private long sealed(String text) {
    long id = network.createDatanet();
    network.seal(id, network.accepted(ALICE, id, text));
    network.attest(id, 1);
    return id;
  }

  private Storage storage() {
    network.host.setGas(TestNetwork.GAS);
    return new Storage(network.host, new GasMeter(network.host));
  }

  private long gas() {
    return TestNetwork.GAS - network.host.remainingGas();
  }

  @Test
  void aSettlementReadsFourWordsAndOneMoreWhileAChangeIsAnnounced() {
    Settlement settlement = new ModelStorage(storage()).settlement(model, block);
    assertThat(gas()).isEqualTo(4 * 2_100);
    assertThat(settlement.stage()).isEqualTo(Stage.DEPLOYED);
    assertThat(settlement.version()).isEqualTo(1);
    assertThat(new Ledger(storage()).account(settlement.creator())).isEqualTo(CREATOR);
    assertThat(settlement.servingKey()).isEqualTo(network.servingKey.address());
    assertThat(settlement.vocabularySize()).isEqualTo(256);
    assertThat(settlement.weightTable()).isEqualTo(ShippedTables.VERSION_1.numbered(1).hash());
    assertThat(settlement.sink()).isZero();
    assertThat(settlement.links()).containsExactly(new Link(datanet, 1));
  }

  @Test
  void eachFurtherFourLinksAndAnAnnouncedChangeTakeAWordMore() {
    network.send(
        CREATOR,
        "Models",
        "schedulePricing",
        model,
        AbiValues.tuple(0L, 7L, 7_000L, 1_000L, 2_000L),
        block + NOTICE);
    Settlement before = new ModelStorage(storage()).settlement(model, block + NOTICE - 1);
    assertThat(gas()).isEqualTo(5 * 2_100);
    assertThat(before.prices().outputRate()).isEqualTo(100_000);
    Settlement after = new ModelStorage(storage()).settlement(model, block + NOTICE);
    assertThat(gas()).isEqualTo(4 * 2_100);
    assertThat(after.prices().outputRate()).isEqualTo(7);
    assertThat(after.links()).isEqualTo(before.links());

    long wide = network.propose(0, network.terms(BigInteger.ONE, 4, 1));
    network.send(TestNetwork.GOVERNOR, "Models", "advance", wide);
    network.send(CREATOR, "Models", "advance", wide);
    for (int i = 0; i < 5; i++) {
      network.send(CREATOR, "Models", "link", wide, sealed("text " + i), 1L);
    }
    assertThat(new ModelStorage(storage()).settlement(wide, block).links()).hasSize(5);
    assertThat(gas()).isEqualTo(5 * 2_100 + 3 * 100);
  }

  @Test
  void anUnknownModelHasNoStage() {
    assertThat(new ModelStorage(storage()).settlement(99, block)).isEqualTo(Settlement.NONE);
    assertThat(gas()).isEqualTo(2_100);
  }

  @Test
  void theUsualKeyIsKnownForNothingAndTheOthersForOneWord() {
    network.send(CREATOR, "Models", "addServingKey", model, ALICE);
    ModelStorage models = new ModelStorage(storage());
    Settlement settlement = models.settlement(model, block);
    long read = gas();
    assertThat(models.isServingKey(model, settlement, network.servingKey.address())).isTrue();
    assertThat(models.isServingKey(model, settlement, Address.ZERO)).isFalse();
    assertThat(gas()).isEqualTo(read);
    assertThat(models.isServingKey(model, settlement, ALICE)).isTrue();
    assertThat(gas()).isEqualTo(read + 2_100);
    assertThat(models.isServingKey(model, settlement, CREATOR)).isFalse();
  }
}
