package org.openledger.node.rpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainView;

/**
 * The block that a query is about: a tag, a number, a hash, or an object of EIP-1898. Networks of
 * this suite finalise each block at once, so {@code safe} and {@code finalized} are the head.
 * {@code pending} is refused: these methods answer from blocks.
 */
public sealed interface BlockSelector {

  /** The parameter of every query of the chain's state; the head where it is left out. */
  Parameter<BlockSelector> BLOCK =
      Parameter.optional(
          "block",
          new Type(),
          new Head(),
          "The block whose state is read: latest (default), safe, finalized, earliest, a number, a"
              + " hash, or {blockNumber} or {blockHash, requireCanonical} as in EIP-1898; not"
              + " pending");

  /** The block, where the chain has it. */
  Optional<BlockRef> find(ChainView chain);

  /** The last block. */
  record Head() implements BlockSelector {
    @Override
    public Optional<BlockRef> find(ChainView chain) {
      return Optional.of(chain.head());
    }
  }

  /** A block by its number. */
  record ByNumber(long number) implements BlockSelector {
    @Override
    public Optional<BlockRef> find(ChainView chain) {
      return chain.block(number);
    }
  }

  /** A block by its hash. */
  record ByHash(Bytes32 hash, boolean requireCanonical) implements BlockSelector {
    @Override
    public Optional<BlockRef> find(ChainView chain) {
      return chain
          .block(hash)
          .filter(
              found ->
                  !requireCanonical
                      || chain.block(found.number()).filter(found::equals).isPresent());
    }
  }

  /** How it is read. */
  record Type() implements InputType<BlockSelector> {

    private static final String EXPECTED =
        "expected latest, safe, finalized, earliest, a block number, a block hash, {blockNumber} or"
            + " {blockHash, requireCanonical}, ";

    private static final String HASH_PATTERN = "0x[0-9a-fA-F]{64}";

    @Override
    public Map<String, Object> requestSchema(Components components) {
      return components.refer("Block", Type::object);
    }

    @Override
    public BlockSelector read(@Nullable Object json, String where) throws RpcException {
      return switch (json) {
        case Map<?, ?> object -> object(object, where);
        case String text -> text(text, where);
        case Integer number -> new ByNumber(JsonTypes.QUANTITY.read(number, where));
        case Long number -> new ByNumber(JsonTypes.QUANTITY.read(number, where));
        case null, default -> throw RpcFailure.parameter(where, EXPECTED + Shown.of(json));
      };
    }

    private static BlockSelector text(String text, String where) throws RpcException {
      return switch (text) {
        case "latest", "safe", "finalized" -> new Head();
        case "earliest" -> new ByNumber(0);
        case "pending" ->
            throw RpcFailure.parameter(where, "these methods answer from blocks: use latest");
        default -> {
          if (text.matches(HASH_PATTERN)) {
            yield new ByHash(Bytes32.fromHexString(text), false);
          }
          if (!text.startsWith("0x")) {
            throw RpcFailure.parameter(where, EXPECTED + Shown.of(text));
          }
          yield new ByNumber(JsonTypes.QUANTITY.read(text, where));
        }
      };
    }

    private static BlockSelector object(Map<?, ?> object, String where) throws RpcException {
      List<String> known = List.of("blockHash", "blockNumber", "requireCanonical");
      Object hash = object.get("blockHash");
      Object number = object.get("blockNumber");
      if ((hash == null) == (number == null) || !known.containsAll(object.keySet())) {
        throw RpcFailure.parameter(where, "expected either blockHash or blockNumber (EIP-1898)");
      }
      if (hash == null) {
        return new ByNumber(JsonTypes.QUANTITY.read(number, where + ".blockNumber"));
      }
      Object canonical = object.get("requireCanonical");
      return new ByHash(
          JsonTypes.HASH.read(hash, where + ".blockHash"),
          canonical != null && JsonTypes.FLAG.read(canonical, where + ".requireCanonical"));
    }

    private static Map<String, Object> object() {
      Components none = new Components();
      Map<String, Object> tag = JsonTypes.typed("string");
      tag.put("enum", List.of("latest", "safe", "finalized", "earliest"));
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("title", "Block");
      schema.put("description", "A block: tag, number, hash, or object of EIP-1898");
      // A hash may have the form of a quantity: no oneOf.
      schema.put(
          "anyOf",
          List.of(
              tag,
              JsonTypes.QUANTITY.requestSchema(none),
              JsonTypes.HASH.requestSchema(none),
              eip1898(Map.of("blockNumber", JsonTypes.QUANTITY.requestSchema(none)), "blockNumber"),
              eip1898(
                  new TreeMap<>(
                      Map.of(
                          "blockHash",
                          JsonTypes.HASH.requestSchema(none),
                          "requireCanonical",
                          JsonTypes.FLAG.requestSchema(none))),
                  "blockHash")));
      return schema;
    }

    private static Map<String, Object> eip1898(Map<String, ?> properties, String required) {
      Map<String, Object> schema = JsonTypes.typed("object");
      schema.put("properties", properties);
      schema.put("required", List.of(required));
      schema.put("additionalProperties", false);
      return schema;
    }
  }
}
