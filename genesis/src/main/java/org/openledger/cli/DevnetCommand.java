package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.DevAccount;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code openledger devnet}: runs a devnet until it is interrupted. */
@Command(
    name = "devnet",
    description = {
      "Runs a chain in memory with JSON-RPC over HTTP and WebSocket; for development.",
      "It ends with Ctrl-C or SIGTERM, with exit code 0. See docs/devnet.md."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class DevnetCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on (default: ${DEFAULT-VALUE}). Keys of the funded accounts"
              + " are public: keep it on this machine.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "8545",
      description = "Port to listen on; 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--chain-id",
      defaultValue = "" + DevnetOptions.CHAIN_ID,
      description = "Chain id (default: ${DEFAULT-VALUE}).")
  private long chainId;

  @Option(
      names = "--block-time",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "A block every so many seconds, and transactions wait for it; 0, the default: a block for"
              + " each transaction, at once.")
  private long blockTime;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "Go on with the chain in this file, if there is one, and save to it at the end.")
  private @Nullable Path state;

  @Option(names = "--json", description = "Print the start-up line as JSON, for programs.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    DevnetOptions options = options();
    List<DevAccount> accounts = DevAccounts.funded();
    DevNetwork devnet = DevNetwork.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(devnet), "devnet-end"));
    announce(devnet, accounts);
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }

  /**
   * Frees the port, saves the chain, removes the data. A process that ends by a signal would tell
   * so by its exit code; here this is the ordinary end.
   */
  private void end(DevNetwork devnet) {
    int code = ExitCode.OK;
    try {
      devnet.close();
    } catch (RuntimeException e) {
      code = ExitCode.SOFTWARE;
      PrintWriter err = spec.commandLine().getErr();
      Throwable cause = e.getCause();
      err.println("openledger: " + e.getMessage() + (cause == null ? "" : ": " + cause));
      err.flush();
    }
    Runtime.getRuntime().halt(code);
  }

  private DevnetOptions options() {
    try {
      return DevnetOptions.defaults()
          .withHost(host)
          .withPort(port)
          .withChainId(chainId)
          .withBlockTime(blockTime)
          .withStateFile(state);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void announce(DevNetwork devnet, List<DevAccount> accounts) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLine.devnet(devnet, chainId, accounts));
    } else {
      BigInteger open = DevAccounts.BALANCE.divide(BigInteger.TEN.pow(18));
      out.println("OpenLedger devnet, chain id " + chainId);
      out.println();
      out.println("Accounts with " + open + " OPEN each. Their keys are PUBLIC, everybody knows");
      out.println("them: never send anything of value to these addresses.");
      out.println("Mnemonic: " + DevAccounts.MNEMONIC);
      for (DevAccount account : accounts) {
        out.println(
            "  (" + account.index() + ") " + account.address() + "  " + account.privateKeyHex());
      }
      out.println();
      long head = devnet.devnet().chain().head().number();
      if (head > 0) {
        out.println("The chain goes on after block " + head + " of " + state + ".");
      }
      out.println(
          "Listening on " + devnet.url() + " and " + devnet.webSocketUrl() + " (stop with Ctrl-C)");
    }
    out.flush();
  }
}
