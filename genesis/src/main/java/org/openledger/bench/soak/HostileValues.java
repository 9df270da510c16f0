package org.openledger.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values that parameters should refuse, or that make much work; from their schemas. */
final class HostileValues {

  /** What is larger than the schema allows is made up to this size; above it, the body is. */
  private static final int MOST_TEXT = 2_200_000;

  private static final int LARGE_LIST = 20_000;
  private static final int MOST_CURSORS = 64;

  private static final List<@Nullable Object> WRONG_TYPES =
      Collections.unmodifiableList(
          Arrays.asList(
              null,
              true,
              -1,
              0,
              1.5,
              Double.MAX_VALUE,
              Long.MIN_VALUE,
              BigInteger.TEN.pow(400),
              "",
              " ",
              "0x",
              "0X1",
              "0xg",
              "-1",
              "latest",
              "pending",
              "Ω\u0000😀",
              "0x" + "f".repeat(65),
              "0x8000000000000000",
              List.of(),
              List.of(List.of(List.of())),
              Collections.nCopies(LARGE_LIST, 1),
              Map.of(),
              Map.of("x", 1),
              deep(900)));

  private final ApiDocument api;
  private final Map<String, Object> known;
  private final Random random;

  /** Where lists go on, as answers said; a cursor of one query is forged in another. */
  private final List<String> cursors = new ArrayList<>();

  /**
   * @param known values by name with which methods answer
   */
  HostileValues(ApiDocument api, Map<String, Object> known, Random random) {
    this.api = api;
    this.known = known;
    this.random = random;
  }

  /** Takes over a cursor from an answer. */
  void heard(String cursor) {
    if (cursors.size() < MOST_CURSORS) {
      cursors.add(cursor);
    } else {
      cursors.set(random.nextInt(MOST_CURSORS), cursor);
    }
  }

  /** Parameters of a method: sound ones, of which some are not. */
  List<@Nullable Object> parameters(ApiDocument.Method method) {
    List<@Nullable Object> parameters = new ArrayList<>();
    int count = method.parameters().size();
    int hostile = count == 0 ? 0 : random.nextInt(count);
    for (int i = 0; i < count; i++) {
      ApiDocument.Parameter parameter = method.parameters().get(i);
      boolean bad = i == hostile || random.nextInt(6) == 0;
      parameters.add(
          bad
              ? value(parameter.name(), parameter.schema())
              : api.sound(parameter.name(), parameter.schema(), known));
    }
    if (random.nextInt(12) == 0) {
      parameters.add(anything());
    } else if (random.nextInt(12) == 0 && !parameters.isEmpty()) {
      parameters.removeLast();
    }
    return parameters;
  }

  /** A value of a wrong type, size or depth. */
  @Nullable Object anything() {
    return WRONG_TYPES.get(random.nextInt(WRONG_TYPES.size()));
  }

  private @Nullable Object value(String name, JsonNode schema) {
    JsonNode resolved = api.resolved(schema);
    if (random.nextInt(4) == 0) {
      return anything();
    }
    if (ApiDocument.isQuantity(resolved)) {
      return text(resolved);
    }
    JsonNode choices = ApiDocument.choices(resolved);
    if (!choices.isEmpty()) {
      return value("", choices.get(random.nextInt(choices.size())));
    }
    return switch (resolved.path("type").asText()) {
      case "object" -> object(resolved);
      case "array" -> Collections.nCopies(resolved.path("maxItems").asInt(LARGE_LIST) + 1, "0x1");
      case "boolean" -> true;
      case "string" -> name.equals("cursor") ? cursor() : text(resolved);
      default -> anything();
    };
  }

  /** Some members hostile, some sound, perhaps an unknown one. */
  private Map<String, @Nullable Object> object(JsonNode schema) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      switch (random.nextInt(3)) {
        case 0 -> object.put(member.getKey(), value(member.getKey(), member.getValue()));
        case 1 -> object.put(member.getKey(), api.sound(member.getKey(), member.getValue(), known));
        default -> {}
      }
    }
    if (random.nextInt(10) == 0) {
      object.put("unknown", 1);
    }
    return object;
  }

  private String text(JsonNode schema) {
    return switch (schema.path("title").asText()) {
      case "Quantity" -> quantity(schema);
      case "Hash" -> hex(32);
      case "Address" -> hex(20);
      case "Data" -> "0x" + "ab".repeat(size(schema.path("maxLength").asInt(MOST_TEXT) / 2));
      default -> "ab ".repeat(size(schema.path("maxLength").asInt(MOST_TEXT)) / 3 + 1);
    };
  }

  private String quantity(JsonNode schema) {
    return switch (random.nextInt(5)) {
      case 0 -> "0x0";
      case 1 -> "0x" + Long.toHexString(schema.path("x-maximum").asLong(Long.MAX_VALUE));
      case 2 -> "0x" + Long.toHexString(schema.path("x-maximum").asLong(Long.MAX_VALUE - 1) + 1);
      case 3 -> "0x" + "f".repeat(64);
      default -> "0x" + Long.toHexString(random.nextLong(1, 1_000_000));
    };
  }

  /** Small, as long as is allowed, or longer. */
  private int size(int most) {
    int allowed = Math.min(most, MOST_TEXT);
    return switch (random.nextInt(4)) {
      case 0 -> allowed;
      case 1 -> allowed + 1;
      default -> random.nextInt(1, 2_000);
    };
  }

  private String cursor() {
    if (cursors.isEmpty() || random.nextInt(4) == 0) {
      return "A".repeat(random.nextInt(600));
    }
    String cursor = cursors.get(random.nextInt(cursors.size()));
    if (random.nextBoolean()) {
      return cursor;
    }
    char[] bent = cursor.toCharArray();
    bent[random.nextInt(bent.length)] = (char) ('A' + random.nextInt(26));
    return new String(bent);
  }

  private String hex(int bytes) {
    byte[] some = new byte[random.nextInt(8) == 0 ? bytes + 1 : bytes];
    random.nextBytes(some);
    return "0x" + HexFormat.of().formatHex(some);
  }

  private static Object deep(int levels) {
    Object value = 1;
    for (int i = 0; i < levels; i++) {
      value = i % 2 == 0 ? List.of(value) : Map.of("a", value);
    }
    return value;
  }
}
