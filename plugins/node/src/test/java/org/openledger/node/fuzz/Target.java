package org.openledger.node.fuzz;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.evidence.CompactEvidence;
import org.openledger.node.evidence.Evidence;
import org.openledger.node.evidence.EvidenceException;
import org.openledger.node.evidence.EvidenceJson;
import org.openledger.node.evidence.Verifier;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;

/** What reads bytes of strangers in a node. */
enum Target {
  /** Compact evidence: what decodes has one form, survives JSON, and is verified or refused. */
  EVIDENCE {
    @Override
    boolean accepts(byte[] input) {
      Evidence evidence;
      try {
        evidence = CompactEvidence.decode(Bytes.wrap(input));
      } catch (EvidenceException e) {
        return false;
      }
      Bytes compact = Bytes.wrap(input);
      require(CompactEvidence.encode(evidence).equals(compact), "encodes otherwise");
      try {
        Object json = JSON.convertValue(EvidenceJson.of(evidence), Object.class);
        require(CompactEvidence.encode(EvidenceJson.parse(json)).equals(compact), "JSON differs");
        VERIFIER.verify(evidence);
        return true;
      } catch (EvidenceException e) {
        return false;
      }
    }
  },

  /**
   * Parameters of a JSON-RPC method: its name, then a JSON array. The node has no chain, so
   * whatever can be read ends with {@link RpcFailure#NODE_STARTING}.
   */
  PARAMETERS {
    @Override
    boolean accepts(byte[] input) {
      List<?> params;
      String text = new String(input, StandardCharsets.ISO_8859_1);
      int begin = text.indexOf('[');
      if (begin < 0) {
        return false;
      }
      try {
        params = JSON.readValue(input, begin, input.length - begin, List.class);
      } catch (IOException e) {
        return false;
      }
      if (params == null) {
        return false;
      }
      try {
        Methods.call(text.substring(0, begin), params);
        return true;
      } catch (RpcException e) {
        require(e.failure() != RpcFailure.INTERNAL_ERROR, "an internal error: " + e.message());
        return e.failure() != RpcFailure.INVALID_PARAMS;
      }
    }
  };

  private static final JsonMapper JSON = new JsonMapper();
  private static final Verifier VERIFIER = Verifier.shipped();

  /**
   * Reads some bytes, which may be malformed.
   *
   * @return whether they are sound
   */
  abstract boolean accepts(byte[] input);

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }
}
