package org.openledger.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.node.Node;
import org.openledger.node.history.HistorySource;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.QueryLimits;
import org.openledger.node.rpc.RpcException;

class OpenRpcTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PUBLISHED = Path.of("../../docs/rpc/openrpc.json");

  @TempDir Path directory;

  private JsonNode document() throws RpcException {
    try (Node node = Node.open(directory)) {
      Queries queries = NodeApi.queries(node, QueryLimits.standard());
      return JSON.valueToTree(
          NodeApi.of(node, queries, new HistorySource()).call("openledger_discover", List.of()));
    }
  }

  /** Write it anew with {@code -Dopenrpc.write=true}. */
  @Test
  void thePublishedDocumentIsTheCodes() throws IOException, RpcException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"))
            .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    String text = JSON.writer(printer).writeValueAsString(document()) + "\n";
    if (Boolean.getBoolean("openrpc.write")) {
      Files.writeString(PUBLISHED, text);
    }
    assertThat(Files.readString(PUBLISHED)).as("docs/rpc/openrpc.json").isEqualTo(text);
  }

  @Test
  void theDocumentIsOneOfOpenRpc() throws IOException, RpcException {
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    try (InputStream meta = getClass().getResourceAsStream("openrpc-meta-schema.json")) {
      JsonSchema schema = factory.getSchema(JSON.readTree(meta));
      assertThat(schema.validate(document())).isEmpty();
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() throws RpcException {
    JsonNode document = document();
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references).isNotEmpty();
    for (String reference : references) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @Test
  void whatMayBeLeftOutStandsBehindWhatMayNot() throws RpcException {
    for (JsonNode method : document().get("methods")) {
      List<Boolean> required = new ArrayList<>();
      method.get("params").forEach(param -> required.add(param.get("required").asBoolean()));
      List<Boolean> sorted = new ArrayList<>(required);
      sorted.sort((a, b) -> Boolean.compare(b, a));
      assertThat(required).as(method.get("name").asText()).isEqualTo(sorted);
    }
  }
}
