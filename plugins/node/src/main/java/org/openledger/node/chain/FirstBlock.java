package org.openledger.node.chain;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** What the author of a QBFT chain has written into its first block. */
public final class FirstBlock {

  private static final int LIST = 0xc0;
  private static final int LONG_LIST = 0xf7;
  private static final int STRING_OF_A_HASH = 0x80 + Bytes32.SIZE;

  private FirstBlock() {}

  /**
   * The hash of the network's configuration: the first 32 bytes of the extra data, which is RLP of
   * a list that begins with them.
   *
   * @param extraData of block 0
   * @return empty where it names none: the bytes are zero, or it is not the extra data of QBFT
   */
  public static Optional<Bytes32> configuration(Bytes extraData) {
    if (extraData.isEmpty()) {
      return Optional.empty();
    }
    int prefix = Byte.toUnsignedInt(extraData.get(0));
    int begin = prefix <= LONG_LIST ? 1 : 1 + prefix - LONG_LIST;
    if (prefix < LIST
        || extraData.size() <= begin + Bytes32.SIZE
        || Byte.toUnsignedInt(extraData.get(begin)) != STRING_OF_A_HASH) {
      return Optional.empty();
    }
    return Optional.of(Bytes32.wrap(extraData, begin + 1)).filter(hash -> !hash.isZero());
  }
}
