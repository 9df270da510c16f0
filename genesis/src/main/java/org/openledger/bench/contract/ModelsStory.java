package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.CREATOR;
import static org.openledger.bench.contract.BenchNetwork.GOVERNOR;
import static org.openledger.bench.contract.BenchNetwork.KEY;
import static org.openledger.bench.contract.BenchNetwork.answer;

import com.esaulpaugh.headlong.abi.Tuple;
import java.util.List;
import java.util.TreeMap;
import org.openledger.precompile.abi.AbiValues;

/** Every function of {@code Models} and {@code TokenAttribution}. */
final class ModelsStory extends Story {

  private static final int[] TEXT = {1, 2, 3, 4, 5, 6, 7, 8};

  ModelsStory(CallVisitor visitor) {
    super(new BenchNetwork(new TreeMap<>()), visitor);
  }

  @Override
  void tell() {
    long datanet = network.datanet(List.of(ALICE), List.of(TEXT));
    Tuple terms = BenchNetwork.terms(10, 4, 1);
    Tuple[] links = {AbiValues.tuple(datanet, 1L)};
    send(CREATOR, MODELS, "propose", "m", 0L, KEY, terms);
    send(GOVERNOR, MODELS, "advance", 1L);
    send(CREATOR, MODELS, "advance", 1L);
    send(CREATOR, MODELS, "link", 1L, datanet, 1L);
    for (int i = 0; i < 3; i++) {
      send(CREATOR, MODELS, "advance", 1L);
    }
    send(CREATOR, MODELS, "propose", "child", 1L, KEY, terms);
    send(CREATOR, MODELS, "proposeVersion", 1L, terms, links);
    send(GOVERNOR, MODELS, "approveVersion", 1L, 2L, 7_300L);
    send(CREATOR, MODELS, "withdrawVersion", 1L, 2L);
    Tuple prices = AbiValues.tuple(0L, 1L, 7_000L, 1_000L, 2_000L);
    send(CREATOR, MODELS, "schedulePricing", 1L, prices, 7_300L);
    send(CREATOR, MODELS, "addServingKey", 1L, ALICE);
    send(CREATOR, MODELS, "revokeServingKey", 1L, KEY);
    send(CREATOR, MODELS, "transferModel", 1L, ALICE);
    send(ALICE, MODELS, "acceptModel", 1L);
    attribution(datanet);
    views();
    send(ALICE, MODELS, "retire", 1L);
  }

  private void attribution(long datanet) {
    Tuple rule = AbiValues.tuple(4L, 1L, 16_384L, 0);
    for (int[] text : new int[][] {TEXT, new int[200]}) {
      send(ALICE, ATTRIBUTION, "attribute", 1L, answer(text));
      send(ALICE, ATTRIBUTION, "attributeOn", datanet, 1L, rule, answer(text));
    }
  }

  private void views() {
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
      send(ALICE, MODELS, view, 1L);
      send(ALICE, MODELS, view, 2L);
    }
    send(ALICE, MODELS, "modelCount");
    send(ALICE, MODELS, "version", 1L, 3L);
    send(ALICE, MODELS, "isServingKey", 1L, ALICE);
  }
}
