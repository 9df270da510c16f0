package org.openledger.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.client.JsonRpc;
import org.openledger.explain.EvidencePage;
import org.openledger.node.evidence.CompactEvidence;
import org.openledger.node.evidence.Evidence;
import org.openledger.node.evidence.EvidenceException;
import org.openledger.node.evidence.Verified;
import org.openledger.node.evidence.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger explain}: a settlement as a page. */
@Command(
    name = "explain",
    description = "Writes a page about a settlement: whose the answer is, who was paid, the proof.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class ExplainCommand implements Callable<Integer> {

  private static final String HASH = "0x[0-9a-fA-F]{64}";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "TX",
      description = "Hash of the transaction that settled, or a file of evidence.")
  private String settled = "";

  @Option(
      names = "--request",
      paramLabel = "N",
      description =
          "The payer's number of the inference, where the transaction settled several; decimal or"
              + " 0x and hexadecimal.")
  private @Nullable String request;

  @Option(
      names = "--rpc",
      paramLabel = "URL",
      description = "The node that is asked (default: ${DEFAULT-VALUE}).",
      defaultValue = "http://127.0.0.1:8545")
  private String rpc = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page (default: ${DEFAULT-VALUE}).",
      defaultValue = "settlement.html")
  private Path out = Path.of("");

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description = "Write the evidence too, for ./openledger verify.")
  private @Nullable Path evidenceFile;

  @Override
  public Integer call() throws IOException {
    try {
      page();
      spec.commandLine().getOut().println(out);
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    } catch (EvidenceException e) {
      throw new IOException("the evidence does not hold: " + e.fault() + ", " + e.getMessage(), e);
    }
  }

  private void page() throws IOException, EvidenceException {
    boolean online = settled.matches(HASH);
    Arguments arguments = new Arguments(spec);
    arguments.require(
        online || (Files.isReadable(Path.of(settled)) && !Files.isDirectory(Path.of(settled))),
        settled + " is neither the hash of a transaction nor a file");
    arguments.requireUrl(rpc);
    BigInteger number = request == null ? null : arguments.word("--request", request);
    Evidence evidence = online ? asked(number) : EvidenceFile.read(Path.of(settled));
    Verified verified = Verifier.shipped().verify(evidence);
    if (online) {
      try (JsonRpc client = new JsonRpc(rpc)) {
        Bytes32 hash = EvidenceFile.blockHash(client, verified.blockNumber());
        Verifier.shipped().verify(evidence, hash);
      }
    }
    String anchor =
        online
            ? "against the block hash that the node at " + rpc + " names"
            : "against no trusted block hash";
    if (evidenceFile != null) {
      Files.write(evidenceFile, CompactEvidence.encode(evidence).toArray());
    }
    Files.writeString(
        out,
        EvidencePage.of(
            verified,
            Tokenizers.byId(verified.tokenizer()),
            anchor,
            online,
            CompactEvidence.encode(evidence)));
  }

  private Evidence asked(@Nullable BigInteger number) throws EvidenceException {
    try (JsonRpc client = new JsonRpc(rpc)) {
      String compact =
          number == null
              ? client.call("openledger_evidence", settled).path("compact").asText()
              : client
                  .call("openledger_evidence", settled, "0x" + number.toString(16))
                  .path("compact")
                  .asText();
      return CompactEvidence.decode(Bytes.fromHexString(compact));
    }
  }
}
