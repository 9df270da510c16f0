package org.openledger.integration.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Whether answers of two chains say the same, but for what a block's hash and the clock are in. */
final class Likeness {

  /** Of a block, what does not depend on its validator, its parent and the time. */
  private static final List<String> BLOCK =
      List.of("number", "stateRoot", "receiptsRoot", "logsBloom", "gasUsed", "transactions");

  private static final List<String> PLACE = List.of("blockHash", "blockTimestamp");

  private Likeness() {}

  static boolean isAlike(ObjectNode theirs, ObjectNode ours) {
    if (theirs.has("error")) {
      JsonNode error = theirs.get("error");
      JsonNode own = ours.path("error");
      String message = error.get("message").asText();
      String said = own.path("message").asText();
      return error.get("code").equals(own.path("code"))
          && (said.equals(message) || said.startsWith(message + " ("))
          && (!error.has("data") || error.get("data").equals(own.path("data")));
    }
    return stable(theirs).equals(stable(ours));
  }

  private static JsonNode stable(ObjectNode answer) {
    JsonNode copy = answer.deepCopy();
    strip(copy);
    return copy;
  }

  private static void strip(JsonNode json) {
    if (json instanceof ObjectNode object) {
      if (object.has("parentHash")) {
        object.retain(BLOCK);
      }
      object.remove(PLACE);
      if (object.size() == 2 && object.has("number")) {
        object.remove("hash");
      }
      if (object.path("oldestBlock").asText().equals("0x0")) {
        // That of block 0 is in the genesis file.
        object.remove("baseFeePerGas");
      }
    }
    if (json instanceof ObjectNode || json instanceof ArrayNode) {
      json.forEach(Likeness::strip);
    }
  }
}
