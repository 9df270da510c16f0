package org.openledger.node.rpc;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param size most items
 * @param cursor where it goes on; empty for the beginning
 */
public record PageRequest(int size, Optional<String> cursor) {

  /** Most items of a page that any method gives. */
  public static final int MAX_SIZE = 1_000;

  private static final long STANDARD_SIZE = 100;
  private static final int MAX_CURSOR = 512;

  private static final Parameter<Long> SIZE =
      Parameter.optional(
          "size",
          new SizeType(),
          STANDARD_SIZE,
          "Most items of the page, 1 to " + MAX_SIZE + "; default " + STANDARD_SIZE);

  private static final Parameter<Optional<String>> CURSOR =
      Parameter.optional(
          "cursor",
          JsonTypes.text("maxCursor", MAX_CURSOR),
          "The member next of the page before; left out for the first page");

  private static final InputObject OBJECT =
      InputObject.of("Page", "Which part of a list is asked for", SIZE, CURSOR);

  /** The parameter of every list: always the last. */
  public static final Parameter<PageRequest> PAGE =
      Parameter.optional(
          "page",
          new Type(),
          new PageRequest((int) STANDARD_SIZE, Optional.empty()),
          "{size, cursor}; the first " + STANDARD_SIZE + " items where it is left out");

  private record Type() implements InputType<PageRequest> {

    @Override
    public Map<String, Object> requestSchema(Components components) {
      return OBJECT.requestSchema(components);
    }

    @Override
    public PageRequest read(@Nullable Object json, String where) throws RpcException {
      Arguments members = OBJECT.read(json, where);
      return new PageRequest(Math.toIntExact(members.get(SIZE)), members.get(CURSOR));
    }
  }

  /** A size beyond the limit is told as such: it is no mistake in the request. */
  private record SizeType() implements InputType<Long> {

    private static final JsonType<Long> BOUNDED = JsonTypes.quantity(1, MAX_SIZE);

    @Override
    public Map<String, Object> requestSchema(Components components) {
      return BOUNDED.requestSchema(components);
    }

    @Override
    public Long read(@Nullable Object json, String where) throws RpcException {
      BigInteger size = Quantities.read(json, where);
      if (size.compareTo(BigInteger.valueOf(MAX_SIZE)) > 0) {
        throw RpcFailure.limit("maxPageSize", MAX_SIZE, where + " is above " + MAX_SIZE);
      }
      return BOUNDED.read(json, where);
    }
  }
}
