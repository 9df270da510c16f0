package org.openledger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.openledger.client.ClientException;
import org.openledger.client.JsonRpc;
import org.openledger.demo.Demo;
import org.openledger.demo.DemoException;
import org.openledger.demo.DemoOptions;
import org.openledger.demo.Telling;
import org.openledger.story.FullStory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code openledger demo}: the whole story on real text. */
@Command(
    name = "demo",
    description =
        "Contributes real text, lets a model answer from it, and pays the contributors; all by"
            + " signed transactions over JSON-RPC.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class DemoCommand implements Callable<Integer> {

  /** When to write colours. */
  enum Colour {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** Which story. */
  enum Story {
    SHORT,
    FULL
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--story",
      paramLabel = "WHICH",
      description =
          "short, the default: real text, a model, one paid answer; full: a model's way through all"
              + " stages with everybody who has a part in it, on a network of short periods"
              + " (docs/story.md).")
  private Story story = Story.SHORT;

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description =
          "Text to contribute: first-level folders are the contributors, UTF-8 text files below"
              + " them the documents; hidden ones are passed over (default: licence texts of this"
              + " machine).")
  private @Nullable Path corpus;

  @Option(
      names = "--rpc",
      paramLabel = "URL[,URL]...",
      description =
          "Tell the story on the chain of this node (default: on a devnet of its own). Of several"
              + " validators, with commas between, the first is sent everything; indexes are"
              + " attested once all have them.")
  private @Nullable String rpc;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the devnet; 0 for any free one (default: " + DemoOptions.PORT + ").")
  private @Nullable Integer port;

  @Option(names = "--keep", description = "Keep the devnet running after the story, until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--answer",
      paramLabel = "FILE",
      description = "The answer, as text (default: one that the model generates).")
  private @Nullable Path answer;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "What the model is asked; its tokens are billed.")
  private @Nullable String prompt;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the generated answer (default: " + DemoOptions.SEED + ").")
  private @Nullable Long seed;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Tokens of the generated answer (default: " + DemoOptions.TOKENS + ").")
  private @Nullable Integer tokens;

  @Option(names = "--json", description = "Print the outcome as JSON, amounts in wei.")
  private boolean json;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "always, never, or auto: where the terminal has them and NO_COLOR is not set.")
  private Colour colour = Colour.AUTO;

  @Override
  public Integer call() throws InterruptedException {
    // The story's own progress is enough; warnings still show.
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    DemoOptions options = options();
    PrintWriter err = spec.commandLine().getErr();
    try (Telling demo = telling(options, err)) {
      CountDownLatch ended = new CountDownLatch(1);
      endWithProcess(demo, ended);
      boolean sound = demo.run();
      if (keep) {
        err.println("The devnet keeps running on " + demo.devnetUrl() + " (stop with Ctrl-C)");
        err.flush();
        ended.await();
      }
      return sound ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (DemoException | ClientException e) {
      err.println("openledger: " + e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }

  private Telling telling(DemoOptions options, PrintWriter err) {
    PrintWriter out = spec.commandLine().getOut();
    return story == Story.FULL ? new FullStory(options, out, err) : new Demo(options, out, err);
  }

  private DemoOptions options() {
    refuse(
        story == Story.FULL
            && (corpus != null
                || answer != null
                || prompt != null
                || seed != null
                || tokens != null),
        "--story full has its own texts: no --corpus, --answer, --prompt, --seed, --tokens");
    refuse(rpc != null && port != null, "--rpc and --port exclude each other");
    refuse(rpc != null && keep, "--rpc and --keep exclude each other: that node is not ours");
    refuse(answer != null && seed != null, "--answer and --seed exclude each other");
    refuse(answer != null && tokens != null, "--answer and --tokens exclude each other");
    refuse(port != null && (port < 0 || port > 65_535), "a port is from 0 to 65535, not " + port);
    refuse(tokens != null && tokens < 1, "an answer has at least 1 token, not " + tokens);
    refuse(
        rpc != null && !Arrays.stream(rpc.split(",", -1)).allMatch(JsonRpc::isUrl),
        "--rpc takes http or https URLs, not " + rpc);
    return new DemoOptions(
        corpus,
        rpc,
        port == null ? DemoOptions.PORT : port,
        answer,
        prompt,
        seed == null ? DemoOptions.SEED : seed,
        tokens == null ? DemoOptions.TOKENS : tokens,
        json,
        Terminal.colours(colour == Colour.ALWAYS, colour == Colour.NEVER),
        Terminal.errors());
  }

  private void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  /** Closes the devnet, and removes its files, however the process ends. */
  private static void endWithProcess(Telling demo, CountDownLatch ended) {
    Thread end =
        new Thread(
            () -> {
              demo.close();
              ended.countDown();
            },
            "demo-end");
    Runtime.getRuntime().addShutdownHook(end);
  }
}
