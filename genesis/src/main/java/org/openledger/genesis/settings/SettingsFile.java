package org.openledger.genesis.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openledger.precompile.host.Address;

/**
 * A configuration file that was read and found sound.
 *
 * @param settings what it says
 * @param warnings what is allowed, but seldom meant
 * @param explanations every setting, and what it does
 */
public record SettingsFile(
    NetworkSettings settings, List<Problem> warnings, List<Explanation> explanations) {

  /** More than any sensible file has; it is read whole. */
  private static final long MOST_BYTES = 1 << 20;

  /**
   * Reads a file.
   *
   * @throws IOException where it cannot be read
   * @throws SettingsException where no network can be made of it
   */
  public static SettingsFile read(Path file) throws IOException, SettingsException {
    if (Files.size(file) > MOST_BYTES) {
      throw whole("is larger than " + MOST_BYTES + " bytes: it is no configuration of a network");
    }
    try {
      return parse(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw whole("is no UTF-8 text");
    }
  }

  /**
   * Reads a text.
   *
   * @throws SettingsException where no network can be made of it
   */
  public static SettingsFile parse(String text) throws SettingsException {
    JsonNode given;
    try {
      given = Json.parse(text);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw whole(
          "is no JSON: "
              + e.getOriginalMessage()
              + (at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr()));
    }
    Problems problems = new Problems();
    JsonNode read = Catalogue.FILE.read(given, "", problems);
    if (!(read instanceof ObjectNode file)) {
      throw new SettingsException(problems.list());
    }
    SettingsReader reader = new SettingsReader(file, problems);
    NetworkSettings settings = reader.settings();
    return new SettingsFile(settings, SettingsAdvice.on(settings), Explanation.of(settings, given));
  }

  /** The schema of such files, as JSON. */
  public static String schema() {
    return Json.pretty(Catalogue.schema());
  }

  /** An address as people read it. */
  static String named(NetworkSettings settings, Address address) {
    return settings.accounts().stream()
        .filter(account -> account.address().equals(address))
        .map(account -> account.name() + " (" + address + ")")
        .findFirst()
        .orElse(address.toString());
  }

  private static SettingsException whole(String message) {
    return new SettingsException(List.of(new Problem("", message)));
  }
}
