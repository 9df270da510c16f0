package org.openledger.node.rpc;

import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.chain.BlockRef;

/**
 * The block that an answer was read from.
 *
 * @param number its number
 * @param hash its hash
 */
public record BlockId(long number, Bytes32 hash) {

  /** How it is written. */
  public static final ObjectType<BlockId> TYPE =
      ObjectType.<BlockId>of("BlockId", "The block that an answer was read from")
          .with("number", JsonTypes.QUANTITY, "its number", BlockId::number)
          .with("hash", JsonTypes.HASH, "its hash", BlockId::hash);

  /** That of a block. */
  public static BlockId of(BlockRef block) {
    return new BlockId(block.number(), block.hash());
  }
}
