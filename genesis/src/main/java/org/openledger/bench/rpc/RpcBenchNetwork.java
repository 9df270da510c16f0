package org.openledger.bench.rpc;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Function;
import org.openledger.demo.Demo;
import org.openledger.demo.DemoOptions;

/**
 * A devnet on which the demo has been told: Datanet 1, model 1, one settlement.
 *
 * @param url where it answers
 * @param timer asks it
 * @param quick whether few rounds will do
 */
public record RpcBenchNetwork(String url, RpcTimer timer, boolean quick) implements AutoCloseable {

  /** Starts one, lets a benchmark use it, and ends it. */
  static <T> T use(boolean quick, Function<RpcBenchNetwork, T> benchmark) {
    DemoOptions defaults = DemoOptions.defaults();
    DemoOptions options =
        new DemoOptions(
            defaults.corpus(),
            null,
            0,
            null,
            null,
            defaults.seed(),
            defaults.tokens(),
            true,
            false,
            false);
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    try (Demo demo = new Demo(options, nowhere, nowhere)) {
      if (!demo.run()) {
        throw new IllegalStateException("the demo's books do not add up");
      }
      try (RpcBenchNetwork network =
          new RpcBenchNetwork(demo.devnetUrl(), new RpcTimer(demo.devnetUrl()), quick)) {
        return benchmark.apply(network);
      }
    }
  }

  @Override
  public void close() {
    timer.close();
  }
}
