package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.CREATOR;
import static org.openledger.bench.contract.BenchNetwork.KEY;
import static org.openledger.bench.contract.BenchNetwork.answer;

import com.esaulpaugh.headlong.abi.Tuple;
import java.util.Arrays;
import java.util.List;
import org.openledger.precompile.abi.AbiValues;

/** Calls of Models and TokenAttribution. */
final class ModelSizes extends SizedCalls {

  private static final String MODELS = "Models";
  private static final String ATTRIBUTION = "TokenAttribution";

  ModelSizes(BenchNetwork network, Sink sink) {
    super(network, sink);
  }

  void models() {
    Tuple terms = BenchNetwork.terms(1_000, 4, 1);
    on(
        "Models.propose.name",
        n -> call(CREATOR, MODELS, "propose", text(n), 0L, KEY, terms),
        32,
        320,
        1_600,
        6_400);
    long[] datanets = new long[64];
    Tuple[] links = new Tuple[datanets.length];
    for (int i = 0; i < links.length; i++) {
      datanets[i] = network.datanet(List.of(ALICE), List.of(pattern(16)));
      links[i] = AbiValues.tuple(datanets[i], 1L);
    }
    long model = network.deploy(terms, datanets[0]);
    on(
        "Models.proposeVersion.links",
        n -> call(CREATOR, MODELS, "proposeVersion", model, terms, Arrays.copyOf(links, n)),
        8,
        16,
        32,
        64);
    on(
        "TokenAttribution.attribute#versions",
        n -> {
          long linked = network.deploy(terms, Arrays.copyOf(datanets, n));
          return call(CAROL, ATTRIBUTION, "attribute", linked, answer(pattern(256)));
        },
        4,
        16,
        32,
        64);
    on(
        "Models.links#count",
        n -> call(CAROL, MODELS, "links", network.deploy(terms, Arrays.copyOf(datanets, n))),
        8,
        16,
        32,
        64);
  }

  void attribution(long model, long datanet) {
    Tuple rule = AbiValues.tuple(4L, 1L, 1_024L, 1);
    int[] tokens = {64, 512, 1_024, 4_096};
    on(
        "TokenAttribution.attribute.output",
        n -> call(CAROL, ATTRIBUTION, "attribute", model, answer(pattern(n))),
        tokens);
    on(
        "TokenAttribution.attributeOn.output",
        n -> call(CAROL, ATTRIBUTION, "attributeOn", datanet, 1L, rule, answer(pattern(n))),
        tokens);
  }
}
