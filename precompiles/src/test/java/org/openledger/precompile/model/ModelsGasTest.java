package org.openledger.precompile.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.account;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.ExactGas;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

class ModelsGasTest {

  private static final Address ALICE = account(20);

  private final TestNetwork network = new TestNetwork();

  private long sealed(String text) {
    long datanet = network.createDatanet();
    network.seal(datanet, network.accepted(ALICE, datanet, text));
    network.attest(datanet, 1);
    return datanet;
  }

  private Tuple terms() {
    return network.terms(BigInteger.TEN, 4, 1);
  }

  @Test
  void exactGasPassesAndOneLessChangesNothingInEveryFunction() {
    long datanet = sealed("abcdefgh");
    ExactGas gas = new ExactGas(network, "Models");
    Address key = network.servingKey.address();
    Tuple[] links = {AbiValues.tuple(datanet, 1L)};
    gas.call(CREATOR, "propose", "m", 0L, key, terms());
    gas.call(GOVERNOR, "advance", 1L);
    gas.call(CREATOR, "advance", 1L);
    gas.call(CREATOR, "link", 1L, datanet, 1L);
    gas.call(CREATOR, "advance", 1L);
    gas.call(CREATOR, "advance", 1L);
    gas.call(CREATOR, "advance", 1L);
    gas.call(CREATOR, "propose", "child", 1L, key, terms());
    gas.call(CREATOR, "proposeVersion", 1L, terms(), links);
    gas.call(GOVERNOR, "approveVersion", 1L, 2L, 7_200L);
    gas.call(CREATOR, "withdrawVersion", 1L, 2L);
    gas.call(
        CREATOR, "schedulePricing", 1L, AbiValues.tuple(0L, 1L, 7_000L, 1_000L, 2_000L), 7_200L);
    gas.call(CREATOR, "addServingKey", 1L, ALICE);
    gas.call(CREATOR, "revokeServingKey", 1L, key);
    gas.call(CREATOR, "transferModel", 1L, ALICE);
    gas.call(ALICE, "acceptModel", 1L);
    for (String view :
        List.of(
            "creator",
            "pendingCreator",
            "stage",
            "lineage",
            "terms",
            "links",
            "weightTable",
            "versionCount",
            "currentVersion",
            "scheduled",
            "servingKeys")) {
      gas.call(ALICE, view, 2L);
    }
    gas.call(ALICE, "modelCount");
    gas.call(ALICE, "version", 1L, 3L);
    gas.call(ALICE, "isServingKey", 1L, ALICE);
    gas.call(ALICE, "retire", 1L);
    gas.coversTheInterface();
  }

  /** The cost of a proposal grows by the same amount with each link. */
  @Test
  void aVersionsCostIsLinearInItsLinks() {
    List<Tuple> links = new ArrayList<>();
    List<Long> costs = new ArrayList<>();
    long first = sealed("text 0");
    long model = network.deploy(terms(), first, 1);
    links.add(AbiValues.tuple(first, 1L));
    network.send(TestNetwork.ADMIN, "System", "setParameter", Parameter.MAX_SEGMENTS.key(), 1_024L);
    for (int count = 1; count <= 32; count++) {
      if (count > 1) {
        links.add(AbiValues.tuple(sealed("text " + count), 1L));
      }
      network.send(
          CREATOR, "Models", "proposeVersion", model, terms(), links.toArray(Tuple[]::new));
      costs.add(network.gasUsed());
    }
    for (int i = 4; i < costs.size(); i++) {
      // Four links share a word of storage: compare what is four links apart.
      assertThat(costs.get(i) - costs.get(i - 4)).isBetween(50_000L, 51_500L);
    }
  }
}
