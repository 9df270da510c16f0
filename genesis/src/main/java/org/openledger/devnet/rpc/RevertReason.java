package org.openledger.devnet.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/** The text of a revert with Solidity's {@code Error(string)}. */
final class RevertReason {

  private static final Bytes SELECTOR = Bytes.fromHexString("0x08c379a0");
  private static final int WORD = 32;

  private RevertReason() {}

  static Optional<String> decode(Bytes data) {
    int head = SELECTOR.size() + 2 * WORD;
    if (data.size() < head || !data.slice(0, SELECTOR.size()).equals(SELECTOR)) {
      return Optional.empty();
    }
    BigInteger length = data.slice(SELECTOR.size() + WORD, WORD).toUnsignedBigInteger();
    if (length.compareTo(BigInteger.valueOf(data.size() - (long) head)) > 0) {
      return Optional.empty();
    }
    return Optional.of(new String(data.slice(head, length.intValue()).toArray(), UTF_8));
  }
}
