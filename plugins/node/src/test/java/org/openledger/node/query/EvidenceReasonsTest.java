package org.openledger.node.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openledger.node.chain.ProofsException;
import org.openledger.node.evidence.Unavailable;
import org.openledger.node.rpc.RpcException;

/** Why there is no evidence, as clients are told. */
class EvidenceReasonsTest {

  private static final Path PAGE = Path.of("../../docs/rpc/README.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Z_]+)` \\| `([A-Z_]+)` \\| .+ \\|$", Pattern.MULTILINE);

  private static Map<String, RpcException> failures() {
    Map<String, RpcException> failures = new TreeMap<>();
    for (Unavailable why : Unavailable.values()) {
      failures.put(why.name(), EvidenceMethods.failure(why, "why"));
    }
    for (ProofsException.Reason why : ProofsException.Reason.values()) {
      failures.put(
          "PROOFS_" + why.name(), EvidenceMethods.failure(new ProofsException(why, "why")));
    }
    return failures;
  }

  @Test
  void everyReasonIsToldAndStandsInTheReadme() throws IOException {
    Map<String, String> told = new TreeMap<>();
    failures()
        .forEach(
            (reason, failure) -> {
              assertThat(failure.data()).containsEntry("reason", reason);
              told.put(reason, failure.failure().name());
            });
    Map<String, String> documented = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) {
      documented.put(row.group(1), row.group(2));
    }
    assertThat(documented).isEqualTo(told);
  }
}
