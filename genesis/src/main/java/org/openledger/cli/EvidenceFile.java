package org.openledger.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.JsonRpc;
import org.openledger.node.evidence.CompactEvidence;
import org.openledger.node.evidence.Evidence;
import org.openledger.node.evidence.EvidenceException;
import org.openledger.node.evidence.EvidenceJson;

/** Evidence as commands take it: a file of either form, or from a node. */
final class EvidenceFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EvidenceFile() {}

  static Evidence read(Path file) throws IOException, EvidenceException {
    Bytes bytes = Bytes.wrap(Files.readAllBytes(file));
    if (CompactEvidence.is(bytes)) {
      return CompactEvidence.decode(bytes);
    }
    try {
      return EvidenceJson.parse(JSON.readValue(bytes.toArrayUnsafe(), Object.class));
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no evidence: neither the compact form nor JSON");
    }
  }

  /** The hash of a block, as a node has it. */
  static Bytes32 blockHash(JsonRpc rpc, long number) throws IOException {
    String hash =
        rpc.call("eth_getBlockByNumber", "0x" + Long.toHexString(number), false)
            .path("hash")
            .asText();
    if (hash.isEmpty()) {
      throw new IOException("the node at " + rpc.url() + " has no block " + number);
    }
    return Bytes32.fromHexString(hash);
  }
}
