package org.openledger.bench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.bench.contract.BenchNetwork.ALICE;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.ArrayType;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.SegmentSource;
import org.openledger.precompile.system.Parameter;

/**
 * Gas grows linearly with every argument that has a size, and with what a call reads of the state:
 * measured at four sizes or more, each within 2 % of the line through the smallest and the largest.
 */
class GasBandTest {

  private final BenchNetwork network = new BenchNetwork(parameters());
  private final SortedMap<String, IntFunction<ContractCall>> calls = new TreeMap<>();
  private final SortedMap<String, int[]> sizes = new TreeMap<>();

  private static SortedMap<Parameter, BigInteger> parameters() {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.MAX_REVIEWERS, BigInteger.valueOf(256));
    parameters.put(Parameter.FEEDBACK_WINDOW, BigInteger.ONE);
    parameters.put(Parameter.MAX_FEEDBACK_ITEMS, BigInteger.valueOf(32));
    EconomySizes.configure(parameters);
    return parameters;
  }

  private void on(String what, IntFunction<ContractCall> call, int... at) {
    calls.put(what, call);
    sizes.put(what, at);
  }

  private long gas(String what, int size) {
    assertThat(network.make(calls.get(what).apply(size), BenchNetwork.PLENTY))
        .as("%s of %s", what, size)
        .isInstanceOf(Outcome.Success.class);
    network.host().rewind();
    return network.gasUsed();
  }

  @Test
  void gasGrowsLinearlyWithEverySize() {
    calls();
    requireEverySize();
    calls.forEach(
        (what, call) -> {
          int[] at = sizes.get(what);
          assertThat(at.length).as(what).isGreaterThanOrEqualTo(4);
          long[] gas = Arrays.stream(at).mapToLong(size -> gas(what, size)).toArray();
          int last = at.length - 1;
          double slope = (double) (gas[last] - gas[0]) / (at[last] - at[0]);
          assertThat(slope).as(what).isPositive();
          for (int i = 1; i < last; i++) {
            double line = gas[0] + slope * (at[i] - at[0]);
            assertThat(gas[i] / line)
                .as("%s: gas %s at %s", what, Arrays.toString(gas), Arrays.toString(at))
                .isBetween(0.98, 1.02);
          }
        });
  }

  /** From the ABI: no array, text or bytes of any function is missing. */
  private void requireEverySize() {
    SortedSet<String> declared = new TreeSet<>();
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      ContractAbi abi = ContractAbi.of(contract.name());
      for (String function : abi.functions().keySet()) {
        String path = contract.name() + "." + function;
        sizes(abi.function(function).getInputs(), path, declared);
      }
    }
    // 65 bytes or refused.
    declared.removeIf(path -> path.toLowerCase(java.util.Locale.ROOT).endsWith("signature"));
    // As many siblings as the answer's tree is high: log2 of its tokens.
    assertThat(declared.remove(SizedCalls.FEES + ".proveUnderReporting.evidence.openings.path"))
        .isTrue();
    SortedSet<String> measured = new TreeSet<>(calls.keySet());
    measured.removeIf(what -> what.contains("#")); // Sizes of state.
    assertThat(measured).isEqualTo(declared);
  }

  private static void sizes(TupleType<?> type, String path, SortedSet<String> found) {
    for (int i = 0; i < type.size(); i++) {
      ABIType<?> part = type.get(i);
      sizes(part, path + "." + type.getElementName(i), found);
    }
  }

  private static void sizes(ABIType<?> type, String path, SortedSet<String> found) {
    if (type instanceof TupleType<?> tuple) {
      sizes(tuple, path, found);
    } else if (type instanceof ArrayType<?, ?, ?> array && array.isDynamic()) {
      found.add(path);
      if (array.getElementType() instanceof TupleType<?> element) {
        sizes(element, path, found);
      }
    }
  }

  private void calls() {
    new DatanetSizes(network, this::on).add();
    long datanet = network.datanet(List.of(ALICE), List.of(SizedCalls.TEXT));
    long model = network.deploy(BenchNetwork.terms(1_000, 4, 1), datanet);
    ModelSizes models = new ModelSizes(network, this::on);
    models.models();
    models.attribution(model, datanet);
    new FeeSizes(network, this::on).add(model);
    new FeedbackSizes(network, this::on).add(model);
    new AttestationSizes(network, this::on).add();
    new EconomySizes(network, this::on).add();
  }
}
