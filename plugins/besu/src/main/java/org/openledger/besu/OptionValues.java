package org.openledger.besu;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.node.chain.ChainProofs;
import org.openledger.node.content.NoKeyException;
import org.openledger.node.content.OperatorKey;
import org.openledger.node.evidence.HttpProofSource;
import org.openledger.node.evidence.RpcProofs;
import org.openledger.node.peer.Peer;

/**
 * The values of options, read one by one; all that is wrong about them is told at once. Where a
 * value is wrong, something else is given, which nobody uses.
 */
final class OptionValues {

  private final List<String> found = new ArrayList<>();

  long between(String option, @Nullable Long value, long least, long most) {
    if (value == null || value < least || value > most) {
      found.add(
          option
              + " takes a whole number from "
              + least
              + (most == Long.MAX_VALUE ? " on" : " to " + most)
              + (value == null ? "" : ", not " + value));
      return least;
    }
    return value;
  }

  boolean truth(String option, @Nullable Boolean value) {
    if (value == null) {
      found.add(option + " takes true or false");
      return false;
    }
    return value;
  }

  /**
   * @param what it is to lead to
   */
  Optional<Path> path(String option, @Nullable String text, String what) {
    try {
      if (text != null && !text.isBlank()) {
        return Optional.of(Path.of(text));
      }
      if (text != null) {
        found.add(option + " takes " + what + ", not an empty text");
      }
    } catch (InvalidPathException e) {
      found.add(option + " takes " + what + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  Optional<ChainProofs> proofs(String option, @Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      URI url = URI.create(text);
      return Optional.of(
          new RpcProofs(new HttpProofSource(url, HttpProofSource.Limits.standard())));
    } catch (IllegalArgumentException e) {
      // Without the text: a password in it is nothing for a log.
      found.add(option + " takes a URL of http or https with a host and no user");
      return Optional.empty();
    }
  }

  Optional<OperatorKey> key(String option, @Nullable String text) {
    Optional<Path> file = path(option, text, "a file");
    try {
      return file.isEmpty() ? Optional.empty() : Optional.of(OperatorKey.read(file.get()));
    } catch (NoKeyException e) {
      found.add(option + " " + e.getMessage());
    } catch (IOException e) {
      found.add(option + " " + text + " cannot be read (" + e + ")");
    }
    return Optional.empty();
  }

  List<Peer> peers(String option, List<String> texts) {
    try {
      return Peer.parse(texts);
    } catch (IllegalArgumentException e) {
      found.add(option + " " + e.getMessage());
      return List.of();
    }
  }

  Optional<Bytes32> hash(String option, @Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    if (!text.matches("0x[0-9a-fA-F]{64}")) {
      found.add(option + " takes 0x and 64 hexadecimal digits, not " + text);
      return Optional.empty();
    }
    return Optional.of(Bytes32.fromHexString(text));
  }

  /** Takes note of something that is wrong. */
  void wrong(String what) {
    found.add(what);
  }

  /**
   * Ends the reading.
   *
   * @throws StartUpException naming everything that is wrong
   */
  void requireSound() {
    if (!found.isEmpty()) {
      throw new StartUpException(Refusal.OPTIONS, String.join("; ", found));
    }
  }
}
