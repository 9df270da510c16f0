package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A key of a JSON object.
 *
 * @param key its name
 * @param shape what it takes
 * @param required whether it must be given
 * @param standard its value where it is not given; null: there is none
 * @param purpose what it does, in a sentence
 */
record Setting(
    String key, Shape shape, boolean required, @Nullable JsonNode standard, String purpose) {

  static Setting required(String key, Shape shape, String purpose) {
    return new Setting(key, shape, true, null, purpose);
  }

  static Setting optional(String key, Shape shape, String purpose) {
    return new Setting(key, shape, false, null, purpose);
  }

  static Setting standard(String key, Shape shape, JsonNode standard, String purpose) {
    return new Setting(key, shape, false, standard, purpose);
  }
}
