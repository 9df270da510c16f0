package org.openledger.story;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.client.JsonRpc;
import org.openledger.demo.Cast;
import org.openledger.demo.DemoException;
import org.openledger.demo.DemoOptions;
import org.openledger.demo.Network;
import org.openledger.demo.Page;
import org.openledger.demo.Palette;
import org.openledger.demo.Telling;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevGenesis;
import org.openledger.genesis.DevNetwork;
import org.openledger.genesis.ShortPeriods;
import org.openledger.progress.Steps;

/** Tells the full story, on a devnet of its own or on a node's chain, and shows the outcome. */
public final class FullStory implements Telling {

  private static final String TOKENIZER = "cl100k_base";

  private final DemoOptions options;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Steps steps;
  private @Nullable DevNetwork devnet;

  /**
   * A story; of the options those about corpus and answer play no part.
   *
   * @param out for the outcome
   * @param err for progress and complaints
   */
  public FullStory(DemoOptions options, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.out = out;
    this.err = err;
    this.steps = options.bars() ? Steps.bars() : Steps.lines(err);
  }

  /**
   * Tells it.
   *
   * @return whether every balance is explained to the wei
   * @throws DemoException where it cannot be told
   */
  @Override
  public boolean run() {
    Tokenizer tokenizer = Tokenizers.byId(TOKENIZER);
    List<JsonRpc> nodes = Arrays.stream(url().split(",")).map(JsonRpc::new).toList();
    try {
      Network network = Network.at(nodes.getFirst(), tokenizer);
      Cast cast = Cast.on(network, 0);
      Fitness.require(network, cast.banker().address());
      Outcome outcome = tell(network, cast, nodes, tokenizer);
      if (options.json()) {
        JsonReport.print(outcome, out);
      } else {
        new Report(outcome, new Page(out, new Palette(options.colour()))).print();
      }
      out.flush();
      outcome.mismatches().forEach(line -> err.println("openledger: mismatch: " + line));
      err.flush();
      return outcome.mismatches().isEmpty();
    } finally {
      nodes.forEach(JsonRpc::close);
    }
  }

  private Outcome tell(Network network, Cast cast, List<JsonRpc> nodes, Tokenizer tokenizer) {
    Parties parties = Parties.unused(network.chain());
    try (Blocks blocks = Blocks.of(network.chain())) {
      Scene scene = new Scene(network, blocks, cast, parties);
      return new Plot(scene, tokenizer, nodes, steps).tell();
    }
  }

  private String url() {
    String rpc = options.rpc();
    if (rpc != null) {
      return rpc;
    }
    try {
      DevnetOptions devnetOptions = DevnetOptions.defaults().withPort(options.port());
      started(
          DevNetwork.start(
              devnetOptions,
              DevGenesis.configuration(devnetOptions.chainId(), ShortPeriods.parameters())));
    } catch (IOException e) {
      throw new DemoException(
          e.getMessage()
              + ": choose another port by --port, or use the node that runs there by --rpc",
          e);
    }
    return devnetUrl();
  }

  private synchronized void started(DevNetwork network) {
    devnet = network;
  }

  @Override
  public synchronized String devnetUrl() {
    DevNetwork started = devnet;
    return started == null ? "" : started.url();
  }

  @Override
  public synchronized void close() {
    DevNetwork started = devnet;
    devnet = null;
    if (started != null) {
      started.close();
    }
  }
}
