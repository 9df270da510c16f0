package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.openledger.precompile.host.Address;

/**
 * A setting, what it is set to, and what it does.
 *
 * @param setting where it stands
 * @param value what holds
 * @param given whether the file says so; else it is the default
 * @param purpose what it does
 */
public record Explanation(String setting, String value, boolean given, String purpose) {

  /** All settings of a file, in their order. */
  static List<Explanation> of(NetworkSettings settings, JsonNode given) {
    List<Explanation> rows = new ArrayList<>();
    new Walk(settings, rows).group(Catalogue.FILE, settings.json(), given, "");
    return List.copyOf(rows);
  }

  /** Goes through the shapes, the values and the file side by side. */
  private record Walk(NetworkSettings settings, List<Explanation> rows) {

    void group(Group group, JsonNode values, JsonNode given, String path) {
      for (Setting setting : group.settings()) {
        JsonNode value = values.path(setting.key());
        JsonNode said = given.path(setting.key());
        String under = Group.under(path, setting.key());
        if (!value.isMissingNode()) {
          value(setting, value, said, under);
        }
      }
    }

    private void value(Setting setting, JsonNode value, JsonNode given, String path) {
      if (setting.shape() instanceof Group group) {
        group(group, value, given, path);
      } else if (setting.shape() instanceof Entries) {
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
          JsonNode account = entry.getValue();
          String text = account.path("address").asText() + ", " + account.path("balance").asText();
          add(path + "." + entry.getKey(), text, true, setting.purpose());
        }
      } else if (setting.shape() instanceof Items items && items.item() instanceof Group) {
        for (int i = 0; i < value.size(); i++) {
          add(path + "[" + i + "]", validator(value.get(i)), true, setting.purpose());
        }
      } else {
        add(path, text(setting.shape(), value), !given.isMissingNode(), setting.purpose());
      }
    }

    private void add(String path, String value, boolean given, String purpose) {
      rows.add(new Explanation(path, value, given, purpose));
    }

    private String text(Shape shape, JsonNode value) {
      if (value.isArray()) {
        return StreamSupport.stream(value.spliterator(), false)
            .map(item -> named(item.asText()))
            .collect(Collectors.joining(", "));
      }
      if (shape instanceof Amount) {
        return coins(new BigInteger(value.asText().replace(" wei", "")));
      }
      if (shape instanceof Moment && value.isNumber()) {
        return value.asLong() == 0 ? "0 (from block 0 on)" : value.asText();
      }
      return named(value.asText());
    }

    private String named(String text) {
      return text.startsWith("0x") && text.length() == 2 + 2 * Address.SIZE
          ? SettingsFile.named(settings, Address.fromHex(text))
          : text;
    }

    private static String validator(JsonNode validator) {
      String who = validator.path("organisation").asText("");
      return validator.path("name").asText()
          + (who.isEmpty() ? "" : " of " + who)
          + ", "
          + validator.path("host").asText()
          + (validator.has("p2pPort") ? ":" + validator.path("p2pPort").asText() : "")
          + ", "
          + validator.path("storage").asText()
          + (validator.has("publicKey") ? "" : ", key to be made");
    }

    /** Small prices in wei, else in OPEN. */
    private static String coins(BigInteger wei) {
      return wei.bitLength() < 40 ? wei + " wei" : Amount.open(wei);
    }
  }
}
