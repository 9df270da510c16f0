package org.openledger.node.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.precompile.host.Address;

class PartialsTest {

  private static final Peer PEER =
      new Peer(
          Address.fromHex("0x00000000000000000000000000000000000000a1"),
          URI.create("http://127.0.0.1:8545"));

  @TempDir Path directory;

  private static Bytes32 root(int number) {
    return Bytes32.leftPad(Bytes.ofUnsignedInt(number));
  }

  private void touch(Bytes32 root, long seconds) throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      Path file =
          files
              .filter(it -> it.toString().contains(root.toUnprefixedHexString()))
              .findFirst()
              .get();
      Files.setLastModifiedTime(file, FileTime.fromMillis(seconds * 1_000));
    }
  }

  private static void give(Partials partials, int number) throws Exception {
    try (Partials.Part part = partials.of(root(number), PEER)) {
      part.append(Bytes.of(number));
    }
  }

  @Test
  void theOneThatRestedLongestGivesWay() throws Exception {
    Partials partials = Partials.open(directory, 2);
    give(partials, 1);
    give(partials, 2);
    touch(root(1), 2_000);
    touch(root(2), 1_000);
    give(partials, 3);
    assertThat(partials.of(root(1), PEER).received()).isEqualTo(1);
    assertThat(partials.of(root(2), PEER).received()).isZero();
    assertThat(partials.of(root(3), PEER).whole()).containsExactly(3);
  }

  /** Else its next piece would begin a file anew, and its peer be blamed for what is missing. */
  @Test
  void oneThatIsBeingFetchedGivesWayToNone() throws Exception {
    Partials partials = Partials.open(directory, 1);
    try (Partials.Part slow = partials.of(root(1), PEER)) {
      slow.append(Bytes.of(1));
      touch(root(1), 1_000);
      give(partials, 2);
      slow.append(Bytes.of(11));
      assertThat(slow.whole()).containsExactly(1, 11);
      give(partials, 3);
      assertThat(partials.of(root(2), PEER).received()).isZero();
    }
    touch(root(1), 1_000);
    give(partials, 4);
    assertThat(partials.of(root(1), PEER).received()).isZero();
  }

  @Test
  void whatIsForgottenBeginsAnew() throws Exception {
    Partials partials = Partials.open(directory, 4);
    give(partials, 1);
    give(partials, 2);
    partials.drop(root(1));
    assertThat(partials.of(root(1), PEER).received()).isZero();
    assertThat(partials.of(root(2), PEER).received()).isEqualTo(1);
    partials.of(root(2), PEER).drop();
    give(partials, 3);
    partials.clear();
    assertThat(directory).isEmptyDirectory();
  }
}
