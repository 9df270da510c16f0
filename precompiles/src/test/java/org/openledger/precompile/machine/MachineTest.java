package org.openledger.precompile.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.host.NativeAddress;

/**
 * Random calls over all functions of all contracts, failing ones included, against books in plain
 * Java: what is owed is held and known to the wei (INV-FEE-01, INV-DAT-10), a request settles once
 * (INV-FEE-02), parts add up (-03), nobody is paid for what has no payee (-09), money moves only by
 * those who may, and a failed call leaves no trace (INV-CALL-03).
 */
class MachineTest {

  private static final int STEPS = 5_000;

  /** So many that more than a million calls are made. */
  private static final int SEQUENCES = Integer.getInteger("openledger.machine.sequences", 220);

  private static final int AUDIT = 500;
  private static final int SHRINKS = 400;
  private static final long SEED = Long.getLong("openledger.seed", 71L);

  /** A failure of a sequence. */
  private record Failure(int step, String what) {}

  @Test
  void aMillionCallsKeepEveryInvariant() {
    AtomicLong calls = new AtomicLong();
    SortedMap<String, Integer> successes = new TreeMap<>();
    IntStream.range(0, SEQUENCES)
        .parallel()
        .forEach(
            sequence -> {
              List<Step> steps = steps(SEED + sequence);
              Machine machine = new Machine();
              Failure failure = run(machine, steps, AUDIT, m -> {});
              if (failure != null) {
                throw new AssertionError(report(SEED + sequence, steps, failure, m -> {}));
              }
              calls.addAndGet(machine.calls);
              synchronized (successes) {
                machine.successes.forEach(
                    (name, count) -> successes.merge(name, count, Integer::sum));
              }
            });
    int succeeded = successes.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println("seed " + SEED + ": " + calls + " calls, " + succeeded + " succeeded");
    assertThat(calls.get()).isGreaterThan(SEQUENCES * 4_546L);
    SortedSet<String> never = new TreeSet<>();
    Machine.FUNCTIONS.forEach(
        (contract, functions) ->
            functions.keySet().forEach(name -> never.add(contract + "." + name)));
    never.removeAll(successes.keySet());
    // These have machines of their own: StakeMachineTest, GovernanceMachineTest, …
    List.of("Staking", "Governance", "Services", "Feedback", "Agents", "InfluenceAttestations")
        .forEach(own -> never.removeIf(name -> name.startsWith(own + ".")));
    // The genesis registers all tokenizers of the protocol version.
    assertThat(never).containsExactly("System.registerTokenizer");
  }

  /** The test can fail: coins that vanish are missed, and the sequence that shows it is short. */
  @Test
  void aFaultIsFoundAndItsSequenceIsShrunk() {
    Consumer<Machine> fault =
        machine -> {
          if (machine.successes.getOrDefault("InferenceFees.deposit", 0) > 3) {
            machine.network.host.setBalance(NativeAddress.INFERENCE_FEES.address(), UInt256.ZERO);
          }
        };
    List<Step> steps = steps(SEED).subList(0, 600);
    Failure failure = run(new Machine(), steps, AUDIT, fault);
    assertThat(failure).isNotNull();
    List<Step> shrunk = shrink(steps.subList(0, failure.step() + 1), fault);
    assertThat(shrunk.size()).isBetween(4, 6);
    assertThat(report(SEED, steps, failure, fault)).contains("InferenceFees.deposit");
  }

  private static List<Step> steps(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Step> steps = new ArrayList<>(STEPS);
    for (int i = 0; i < STEPS; i++) {
      steps.add(new Step(random.nextLong()));
    }
    return steps;
  }

  private static Failure run(
      Machine machine, List<Step> steps, int audit, Consumer<Machine> fault) {
    for (int i = 0; i < steps.size(); i++) {
      try {
        machine.step(steps.get(i));
        fault.accept(machine);
        if ((i + 1) % audit == 0 || i + 1 == steps.size()) {
          machine.audit();
        }
      } catch (RuntimeException | AssertionError e) {
        return new Failure(i, machine.last + ": " + e);
      }
    }
    return null;
  }

  /** Leaves out steps, ever fewer at once, while the rest still fails. */
  private static List<Step> shrink(List<Step> failing, Consumer<Machine> fault) {
    List<Step> steps = failing;
    int runs = 0;
    for (int size = steps.size() / 2; size > 0; size /= 2) {
      for (int at = 0; at + size <= steps.size() && runs < SHRINKS; runs++) {
        List<Step> fewer = new ArrayList<>(steps.subList(0, at));
        fewer.addAll(steps.subList(at + size, steps.size()));
        Failure failure = run(new Machine(), fewer, 25, fault);
        if (failure == null) {
          at += size;
        } else {
          steps = fewer.subList(0, failure.step() + 1);
        }
      }
    }
    return steps;
  }

  private static String report(
      long seed, List<Step> steps, Failure failure, Consumer<Machine> fault) {
    List<Step> shrunk = shrink(steps.subList(0, failure.step() + 1), fault);
    Machine machine = new Machine();
    StringBuilder text =
        new StringBuilder("seed " + seed + ", step " + failure.step() + ", " + failure.what());
    text.append("\nrepeat with -Dopenledger.seed=").append(seed).append("; shrunk to\n");
    for (Step step : shrunk) {
      Failure met = run(machine, List.of(step), 1, fault);
      text.append("  ").append(step).append(' ').append(machine.last).append('\n');
      if (met != null) {
        return text.append("  fails: ").append(met.what()).toString();
      }
    }
    return text.toString();
  }
}
