package org.openledger.node.rpc;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.precompile.host.Address;

/**
 * The types of requests and answers. Integers are quantities ({@code 0x…}) as everywhere in
 * Ethereum's JSON-RPC; amounts of wei are decimal strings; bytes are {@code 0x} and two digits
 * each. A request may give a quantity as a JSON integer too.
 */
public final class JsonTypes {

  private static final String QUANTITY_PATTERN = "^0x(0|[1-9a-f][0-9a-f]{0,63})$";

  /** Besu takes leading zeros and capital digits too. */
  private static final String TAKEN_QUANTITY_PATTERN = "^0x[0-9a-fA-F]{1,64}$";

  private static final int WEI_DIGITS = 78;

  /** Reads one value. */
  private interface Reader<T> {
    T read(@Nullable Object json, String where) throws RpcException;
  }

  /**
   * One value.
   *
   * @param taken schema of what a request may give
   */
  private record Scalar<T>(
      Map<String, Object> schema,
      Map<String, Object> taken,
      Reader<T> reader,
      Function<T, Object> writer)
      implements JsonType<T> {

    Scalar(Map<String, Object> schema, Reader<T> reader, Function<T, Object> writer) {
      this(schema, schema, reader, writer);
    }

    @Override
    public Map<String, Object> requestSchema(Components components) {
      return new LinkedHashMap<>(taken);
    }

    @Override
    public Map<String, Object> schema(Components components) {
      return new LinkedHashMap<>(schema);
    }

    @Override
    public T read(@Nullable Object json, String where) throws RpcException {
      return reader.read(json, where);
    }

    @Override
    public Object write(T value) {
      return writer.apply(value);
    }
  }

  private record ListOf<T>(OutputType<T> item) implements OutputType<List<T>> {

    @Override
    public Map<String, Object> schema(Components components) {
      Map<String, Object> schema = typed("array");
      schema.put("items", item.schema(components));
      return schema;
    }

    @Override
    public Object write(List<T> values) {
      List<Object> json = new ArrayList<>(values.size());
      values.forEach(value -> json.add(item.write(value)));
      return json;
    }
  }

  private record InputList<T>(InputType<T> item, int most) implements InputType<List<T>> {

    @Override
    public Map<String, Object> requestSchema(Components components) {
      Map<String, Object> schema = typed("array");
      schema.put("items", item.requestSchema(components));
      schema.put("maxItems", most);
      return schema;
    }

    @Override
    public List<T> read(@Nullable Object json, String where) throws RpcException {
      if (!(json instanceof List<?> list)) {
        throw RpcFailure.parameter(where, "expected an array, " + Shown.of(json));
      }
      if (list.size() > most) {
        throw RpcFailure.parameter(where, "expected at most " + most + " items, " + Shown.of(json));
      }
      List<T> values = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        values.add(item.read(list.get(i), where + "[" + i + "]"));
      }
      return values;
    }
  }

  private record OptionalOf<T>(OutputType<T> present) implements OutputType<Optional<T>> {

    @Override
    public Map<String, Object> schema(Components components) {
      return orNull(present.schema(components));
    }

    @Override
    public @Nullable Object write(Optional<T> value) {
      return value.isEmpty() ? null : present.write(value.get());
    }
  }

  /** An integer from 0 to 2^63 − 1. */
  public static final JsonType<Long> QUANTITY = quantity(0, Long.MAX_VALUE);

  /** An id: an integer from 1 on. */
  public static final JsonType<Long> ID = quantity(1, Long.MAX_VALUE);

  /** An integer below 2^256. */
  public static final JsonType<BigInteger> WORD =
      new Scalar<>(
          quantitySchema(), takenQuantity(0, Long.MAX_VALUE), Quantities::read, Quantities::text);

  /** Wei: a decimal string. */
  public static final JsonType<BigInteger> WEI =
      new Scalar<>(
          pattern("Wei", "^(0|[1-9][0-9]{0,77})$"), JsonTypes::readWei, BigInteger::toString);

  /** 32 bytes. */
  public static final JsonType<Bytes32> HASH =
      new Scalar<>(
          pattern("Hash", "^0x[0-9a-fA-F]{64}$"),
          (json, where) -> Bytes32.wrap(bytes(json, where, Bytes32.SIZE)),
          Bytes::toHexString);

  /** An account; the case of its digits is not looked at, answers are in lower case. */
  public static final JsonType<Address> ADDRESS =
      new Scalar<>(
          pattern("Address", "^0x[0-9a-fA-F]{40}$"),
          (json, where) -> new Address(bytes(json, where, Address.SIZE)),
          Address::toString);

  /** True or false. */
  public static final JsonType<Boolean> FLAG =
      new Scalar<>(typed("boolean"), JsonTypes::readFlag, flag -> flag);

  /** A text of an answer. */
  public static final OutputType<String> STRING =
      new Scalar<>(typed("string"), (json, where) -> String.valueOf(json), text -> text);

  /** Bytes of an answer. */
  public static final OutputType<Bytes> BYTES =
      new Scalar<>(
          pattern("Data", "^0x([0-9a-fA-F]{2})*$"),
          (json, where) -> bytes(json, where, -1),
          Bytes::toHexString);

  private JsonTypes() {}

  /** An integer within bounds, both included. */
  public static JsonType<Long> quantity(long minimum, long maximum) {
    Map<String, Object> schema = quantitySchema();
    Map<String, Object> taken = takenQuantity(minimum, maximum);
    if (minimum > 0 || maximum < Long.MAX_VALUE) {
      for (Map<String, Object> bounded : List.of(schema, taken)) {
        bounded.put(
            "description",
            maximum < Long.MAX_VALUE ? minimum + " to " + maximum : "at least " + minimum);
        bounded.put("x-minimum", minimum);
        bounded.put("x-maximum", maximum);
      }
    }
    return new Scalar<>(
        schema,
        taken,
        (json, where) -> Quantities.read(json, where, minimum, maximum),
        Quantities::text);
  }

  /**
   * A text of at most so many bytes in UTF-8; a longer one exceeds a limit of the node.
   *
   * @param limit the limit's name
   */
  public static InputType<String> text(String limit, int maxBytes) {
    Map<String, Object> schema = typed("string");
    schema.put("maxLength", maxBytes);
    schema.put("description", "at most " + maxBytes + " bytes of UTF-8");
    schema.put("x-limit", limit);
    return new Scalar<>(
        schema, (json, where) -> readText(json, where, limit, maxBytes), text -> text);
  }

  /**
   * Bytes, at most so many; more exceed a limit of the node.
   *
   * @param limit the limit's name
   */
  public static InputType<Bytes> data(String limit, int maxBytes) {
    Map<String, Object> schema = pattern("Data", "^0x([0-9a-fA-F]{2})*$");
    schema.put("description", "at most " + maxBytes + " bytes");
    schema.put("maxLength", 2L + 2L * maxBytes);
    schema.put("x-limit", limit);
    return new Scalar<>(
        schema,
        (json, where) -> {
          if (json instanceof String text && text.length() > 2L + 2L * maxBytes) {
            throw RpcFailure.limit(
                limit, maxBytes, where + " has more than " + maxBytes + " bytes");
          }
          return bytes(json, where, -1);
        },
        Bytes::toHexString);
  }

  /** A schema that takes null as well. */
  static Map<String, Object> orNull(Map<String, Object> schema) {
    return new LinkedHashMap<>(Map.of("oneOf", List.of(schema, typed("null"))));
  }

  /** One of some names: the constants of an enumeration in camel case. */
  public static <E extends Enum<E>> JsonType<E> oneOf(Class<E> type) {
    Map<String, E> names = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      names.put(camelCase(constant.name()), constant);
    }
    Map<String, Object> schema = typed("string");
    schema.put("enum", List.copyOf(names.keySet()));
    return new Scalar<>(
        schema,
        (json, where) -> {
          E constant = json instanceof String text ? names.get(text) : null;
          if (constant == null) {
            throw RpcFailure.parameter(
                where, "expected one of " + names.keySet() + ", " + Shown.of(json));
          }
          return constant;
        },
        constant -> camelCase(constant.name()));
  }

  /** A list of an answer. */
  public static <T> OutputType<List<T>> listOf(OutputType<T> item) {
    return new ListOf<>(item);
  }

  /** A list of a request, of at most so many items. */
  public static <T> InputType<List<T>> listOf(InputType<T> item, int most) {
    return new InputList<>(item, most);
  }

  /** What an answer may lack: null then. */
  public static <T> OutputType<Optional<T>> optional(OutputType<T> present) {
    return new OptionalOf<>(present);
  }

  /** {@code DATA_COLLECTION} as {@code dataCollection}. */
  static String camelCase(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_")) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }

  static Map<String, Object> typed(String type) {
    return new LinkedHashMap<>(Map.of("type", type));
  }

  private static Map<String, Object> quantitySchema() {
    return pattern("Quantity", QUANTITY_PATTERN);
  }

  /** A quantity of a request: digits, or a JSON integer. */
  private static Map<String, Object> takenQuantity(long minimum, long maximum) {
    Map<String, Object> text = typed("string");
    text.put("pattern", TAKEN_QUANTITY_PATTERN);
    Map<String, Object> integer = typed("integer");
    integer.put("minimum", minimum);
    integer.put("maximum", maximum);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("title", "Quantity");
    schema.put("anyOf", List.of(text, integer));
    return schema;
  }

  private static Map<String, Object> pattern(String title, String pattern) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("title", title);
    schema.put("type", "string");
    schema.put("pattern", pattern);
    return schema;
  }

  private static BigInteger readWei(@Nullable Object json, String where) throws RpcException {
    if (json instanceof String text
        && text.length() <= WEI_DIGITS
        && text.matches("0|[1-9][0-9]*")) {
      BigInteger wei = new BigInteger(text);
      if (wei.bitLength() <= Quantities.WORD_BITS) {
        return wei;
      }
    }
    throw RpcFailure.parameter(where, "expected wei as a decimal string, " + Shown.of(json));
  }

  private static boolean readFlag(@Nullable Object json, String where) throws RpcException {
    if (json instanceof Boolean flag) {
      return flag;
    }
    throw RpcFailure.parameter(where, "expected true or false, " + Shown.of(json));
  }

  private static String readText(@Nullable Object json, String where, String limit, int maxBytes)
      throws RpcException {
    if (!(json instanceof String text)) {
      throw RpcFailure.parameter(where, "expected a string, " + Shown.of(json));
    }
    // An encoder keeps state: each text has its own.
    if (text.length() <= maxBytes && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw RpcFailure.parameter(where, "expected well-formed Unicode, got half of a character");
    }
    if (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      throw RpcFailure.limit(limit, maxBytes, where + " has more than " + maxBytes + " bytes");
    }
    return text;
  }

  /**
   * @param size how many; −1: any number
   */
  private static Bytes bytes(@Nullable Object json, String where, int size) throws RpcException {
    boolean wellFormed =
        json instanceof String text
            && text.length() % 2 == 0
            && text.startsWith("0x")
            && (size < 0 || text.length() == 2 + 2 * size)
            && text.chars()
                .skip(2)
                .allMatch(digit -> digit < 128 && Character.digit(digit, 16) >= 0);
    if (!wellFormed) {
      String expected = size < 0 ? "an even number of" : Integer.toString(2 * size);
      throw RpcFailure.parameter(
          where, "expected 0x and " + expected + " hexadecimal digits, " + Shown.of(json));
    }
    return Bytes.fromHexString((String) json);
  }
}
