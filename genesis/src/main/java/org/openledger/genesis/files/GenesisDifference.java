package org.openledger.genesis.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.openledger.genesis.settings.Json;
import org.openledger.genesis.settings.NetworkSettings;
import org.openledger.genesis.settings.Problem;

/**
 * Where a genesis file is not what a configuration makes. Besu passes over keys that it does not
 * know, so a mistyped one changes the chain without a word.
 */
public final class GenesisDifference {

  private GenesisDifference() {}

  /** All differences; none where the file is what the configuration makes. */
  public static List<Problem> of(NetworkSettings settings, String genesis) {
    JsonNode found;
    try {
      found = Json.parse(genesis);
    } catch (JsonProcessingException e) {
      return List.of(new Problem("", "is no JSON: " + e.getOriginalMessage()));
    }
    List<Problem> differences = new ArrayList<>();
    compare(GenesisFile.json(settings), found, "", differences);
    return differences;
  }

  private static void compare(JsonNode made, JsonNode found, String path, List<Problem> to) {
    if (!made.isObject() || !found.isObject()) {
      if (!made.equals(found) && !made.asText().equals(found.asText(" "))) {
        to.add(new Problem(path, "is " + text(found) + ", the configuration makes " + text(made)));
      }
      return;
    }
    Set<String> keys = new TreeSet<>();
    made.fieldNames().forEachRemaining(keys::add);
    found.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      compare(made.path(key), found.path(key), path.isEmpty() ? key : path + "." + key, to);
    }
  }

  private static String text(JsonNode node) {
    if (node.isMissingNode()) {
      return "absent";
    }
    return node.isContainerNode() ? "an object" : node.asText();
  }
}
