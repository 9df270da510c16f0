package org.openledger.devnet.rpc;

import java.util.Locale;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.block.Chain;

/** Which block a request is about. */
sealed interface BlockSelector {

  /** The block with its state; empty where there is none (yet). */
  Optional<Chain.Entry> find(Chain chain);

  /** Whether the block that is still to come is meant. */
  default boolean isPending() {
    return false;
  }

  /** The last block: also what safe and finalized are on a chain that never goes back. */
  record Head(boolean isPending) implements BlockSelector {
    @Override
    public Optional<Chain.Entry> find(Chain chain) {
      return Optional.of(chain.headEntry());
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

  /** Reads a tag, a number, a hash, or an object of EIP-1898; nothing means the latest block. */
  static BlockSelector parse(JsonValue value) throws RpcError {
    if (value.isNull()) {
      return new Head(false);
    }
    if (value.isObject()) {
      return object(value);
    }
    String expected = "a block tag, number or hash";
    if (!(value.json() instanceof String text)) {
      throw value.wrong(expected);
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "latest", "safe", "finalized" -> new Head(false);
      case "pending" -> new Head(true);
      case "earliest" -> new ByNumber(0);
      default -> {
        if (!text.startsWith("0x")) {
          throw value.wrong(expected);
        }
        yield text.length() == 2 + 2 * Bytes32.SIZE
            ? new ByHash(value.asHash())
            : new ByNumber(value.asLong());
      }
    };
  }

  private static BlockSelector object(JsonValue value) throws RpcError {
    JsonValue hash = value.field("blockHash");
    JsonValue number = value.field("blockNumber");
    if (hash.isNull() == number.isNull()) {
      throw value.wrong("either blockHash or blockNumber (EIP-1898)");
    }
    if (!hash.isNull()) {
      JsonValue canonical = value.field("requireCanonical");
      if (!canonical.isNull()) {
        // There is one chain only: the answer is the same, but the type must be right.
        boolean ignored = canonical.asBoolean();
      }
      return new ByHash(hash.asHash());
    }
    return new ByNumber(number.asLong());
  }
}
