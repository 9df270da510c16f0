package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.client.JsonRpc;
import org.openledger.explain.Statement;
import org.openledger.node.evidence.Claim;
import org.openledger.node.evidence.Evidence;
import org.openledger.node.evidence.EvidenceException;
import org.openledger.node.evidence.Payee;
import org.openledger.node.evidence.Verified;
import org.openledger.node.evidence.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger verify}: whether evidence proves what it claims. */
@Command(
    name = "verify",
    description = {
      "Checks evidence of a settled inference, without a node.",
      "Exit code 0: it holds; 1: it does not; 2: wrong use."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class VerifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The evidence, compact or JSON.")
  private Path file = Path.of("");

  @Option(
      names = "--block-hash",
      paramLabel = "HASH",
      description = "Hash of the settlement's block, from a source that you trust.")
  private @Nullable String blockHash;

  @Option(
      names = "--rpc",
      paramLabel = "URL",
      description = "A node that you trust to name that hash.")
  private @Nullable String rpc;

  @Option(names = "--absent", description = "Take evidence only that a contribution was not used.")
  private boolean absent;

  @Option(names = "--refuted", description = "Take evidence only that a settlement is wrong.")
  private boolean refuted;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Arguments arguments = new Arguments(spec);
    arguments.requireFile(file);
    arguments.require(blockHash == null || rpc == null, "--block-hash or --rpc, not both");
    arguments.requireUrl(rpc);
    arguments.require(
        blockHash == null || blockHash.matches("0x[0-9a-fA-F]{64}"),
        "--block-hash takes 0x and 64 hexadecimal digits");
    arguments.require(!absent || !refuted, "--absent or --refuted, not both");
    PrintWriter out = spec.commandLine().getOut();
    try {
      Evidence evidence = EvidenceFile.read(file);
      Verified verified = Verifier.shipped().verify(evidence);
      Bytes32 trusted = trusted(verified);
      if (trusted != null) {
        Verifier.shipped().verify(evidence, trusted);
      }
      requireKind(verified.claim());
      Statement statement = Statement.of(verified, trusted != null);
      if (json) {
        out.println(JsonLine.text(report(verified, statement, trusted)));
      } else {
        print(out, verified, statement, trusted);
      }
      out.flush();
      return ExitCode.OK;
    } catch (EvidenceException e) {
      refuse(out, e.fault().name(), String.valueOf(e.getMessage()));
      return ExitCode.SOFTWARE;
    } catch (OtherKindException e) {
      refuse(out, "OTHER_CLAIM", String.valueOf(e.getMessage()));
      return ExitCode.SOFTWARE;
    }
  }

  private static final class OtherKindException extends IOException {
    private static final long serialVersionUID = 1L;

    OtherKindException(String message) {
      super(message);
    }
  }

  private @Nullable Bytes32 trusted(Verified verified) throws IOException {
    if (blockHash != null) {
      return Bytes32.fromHexString(blockHash);
    }
    if (rpc == null) {
      return null;
    }
    try (JsonRpc client = new JsonRpc(rpc)) {
      return EvidenceFile.blockHash(client, verified.blockNumber());
    }
  }

  private void requireKind(Claim claim) throws OtherKindException {
    if (absent && !(claim instanceof Claim.Absent)) {
      throw new OtherKindException("this is no evidence that a contribution was not used");
    }
    if (refuted && !(claim instanceof Claim.Refuted)) {
      throw new OtherKindException("this is no evidence that a settlement is wrong");
    }
  }

  private void refuse(PrintWriter out, String fault, String message) {
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("verified", false);
      report.put("fault", fault);
      report.put("message", message);
      out.println(JsonLine.text(report));
    } else {
      out.println("REFUSED (" + fault + "): " + message);
    }
    out.flush();
  }

  private void print(
      PrintWriter out, Verified verified, Statement statement, @Nullable Bytes32 trusted) {
    out.println(trusted == null ? "CONSISTENT, block not compared" : "VERIFIED");
    out.println("block " + verified.blockNumber() + " " + verified.blockHash());
    out.println(
        trusted == null
            ? "anchor: none; compare that hash with one that you trust, or give --block-hash"
            : "anchor: " + (rpc == null ? "the hash that was given" : "the node at " + rpc));
    out.println("Proved:");
    statement.proved().forEach(line -> out.println("  + " + line));
    for (Payee payee : verified.payees()) {
      out.println(
          "    " + payee.account() + "  " + payee.units() + " units  " + payee.amount() + " wei");
    }
    out.println("Not proved:");
    statement.open().forEach(line -> out.println("  - " + line));
  }

  private Map<String, Object> report(Verified it, Statement statement, @Nullable Bytes32 trusted) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("verified", trusted != null);
    report.put("consistent", true);
    report.put(
        "claim",
        switch (it.claim()) {
          case Claim.Owned owned -> "owned";
          case Claim.Refuted wrong -> "refuted";
          case Claim.Absent none -> "absent";
        });
    report.put("anchor", trusted == null ? "none" : rpc == null ? "blockHash" : "rpc");
    report.put("blockNumber", it.blockNumber());
    report.put("blockHash", it.blockHash().toHexString());
    report.put("model", it.model());
    report.put("version", it.version());
    report.put("payer", it.payer().toString());
    report.put("request", it.request().toString());
    report.put("tokens", it.output().length);
    report.put("covered", it.covered());
    report.put("paid", it.paid());
    report.put("gross", it.fee().gross().toString());
    report.put("pool", it.fee().contributors().toString());
    report.put("sink", it.sink().toString());
    List<Map<String, Object>> payees = new ArrayList<>();
    for (Payee payee : it.payees()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("account", payee.account().toString());
      entry.put("units", payee.units());
      entry.put("amount", payee.amount().toString());
      payees.add(entry);
    }
    report.put("payees", payees);
    report.put("proved", statement.proved());
    report.put("notProved", statement.open());
    return report;
  }
}
