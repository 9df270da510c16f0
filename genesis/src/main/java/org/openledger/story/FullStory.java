package org.openledger.story;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.client.JsonRpc;
import org.openledger.demo.Cast;
import org.openledger.demo.DemoException;
import org.openledger.demo.DemoOptions;
import org.openledger.demo.Network;
import org.openledger.demo.Page;
import org.openledger.demo.Palette;
import org.openledger.demo.StoryNode;
import org.openledger.demo.Telling;
import org.openledger.genesis.ShortPeriods;
import org.openledger.progress.Steps;

/** Tells the full story, on a devnet of its own or on a node's chain, and shows the outcome. */
public final class FullStory implements Telling {

  private static final String TOKENIZER = "cl100k_base";

  private final DemoOptions options;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Steps steps;
  private final StoryNode node;

  /**
   * A story; of the options those about corpus and answer play no part.
   *
   * @param out for the outcome
   * @param err for progress and complaints
   */
  public FullStory(DemoOptions options, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.node = new StoryNode(options, ShortPeriods.parameters());
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
    List<JsonRpc> nodes = Arrays.stream(node.open().split(",")).map(JsonRpc::new).toList();
    try {
      Network network = Network.at(nodes, tokenizer);
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

  @Override
  public String devnetUrl() {
    return node.devnetUrl();
  }

  @Override
  public void close() {
    node.close();
  }
}
