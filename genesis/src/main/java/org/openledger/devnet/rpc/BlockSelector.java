package org.openledger.devnet.rpc;

import java.util.Locale;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.block.Chain;

/** Which block a request is about. */
sealed interface BlockSelector {

  /**
   * The block with its state; empty where there is none (yet).
   *
   * @throws RpcError where this chain, as Besu's, never has such a block
   */
  Optional<Chain.Entry> find(Chain chain) throws RpcError;

  /** Whether the block that is still to come is meant. */
  default boolean isPending() {
    return false;
  }

  /** The last block. */
  record Head(boolean isPending) implements BlockSelector {
    @Override
    public Optional<Chain.Entry> find(Chain chain) {
      return Optional.of(chain.headEntry());
    }
  }

  /** The safe or the finalized block: proof of stake has them, QBFT does not. */
  record OfProofOfStake() implements BlockSelector {
    @Override
    public Optional<Chain.Entry> find(Chain chain) throws RpcError {
      throw RpcFailure.UNKNOWN_BLOCK.error();
    }
  }

  /** A block by its number. */
  record ByNumber(long number) implements BlockSelector {
    @Override
    public Optional<Chain.Entry> find(Chain chain) {
      return chain.entry(number);
    }
  }

  /** A block by its hash. */
  record ByHash(Bytes32 hash) implements BlockSelector {
    @Override
    public Optional<Chain.Entry> find(Chain chain) {
      return chain.entry(hash);
    }
  }

  /** The longest number as text that is taken where a hash may stand; as on Besu. */
  int MAX_NUMBER_TEXT = 16;

  /** The length of a hash as text; as on Besu, one digit may lack in front. */
  int HASH_TEXT = 2 + 2 * Bytes32.SIZE;

  /** Reads a tag, a number, a hash, or an object of EIP-1898. */
  static BlockSelector parse(JsonValue value) throws RpcError {
    if (value.isObject()) {
      return object(value);
    }
    String expected = "a block tag, number or hash";
    if (!(value.json() instanceof String text)) {
      throw value.wrong(expected);
    }
    Optional<BlockSelector> tag = tag(text);
    if (tag.isPresent()) {
      return tag.get();
    }
    if (text.length() == HASH_TEXT) {
      return new ByHash(value.asHash());
    }
    if (text.length() == HASH_TEXT - 1) {
      return new ByHash(value.asBytes32());
    }
    if (text.length() > MAX_NUMBER_TEXT) {
      throw value.wrong(expected);
    }
    return new ByNumber(value.asLong());
  }

  /** Reads a tag or a number, which may be one of JSON. */
  static BlockSelector parseNumber(JsonValue value) throws RpcError {
    Optional<BlockSelector> tag =
        value.json() instanceof String text ? tag(text) : Optional.empty();
    return tag.isPresent() ? tag.get() : new ByNumber(value.asCount());
  }

  private static Optional<BlockSelector> tag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "latest" -> Optional.of(new Head(false));
      case "pending" -> Optional.of(new Head(true));
      case "earliest" -> Optional.of(new ByNumber(0));
      case "safe", "finalized" -> Optional.of(new OfProofOfStake());
      default -> Optional.empty();
    };
  }

  /** Where both members are there, Besu reads the hash. */
  private static BlockSelector object(JsonValue value) throws RpcError {
    if (value.has("blockHash")) {
      return new ByHash(value.field("blockHash").asHash());
    }
    if (!value.has("blockNumber")) {
      throw value.wrong("blockHash or blockNumber (EIP-1898)");
    }
    return new ByNumber(value.field("blockNumber").asLong());
  }
}
