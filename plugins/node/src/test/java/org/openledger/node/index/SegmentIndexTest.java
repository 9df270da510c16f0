package org.openledger.node.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.attribution.content.Sha256;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.content.ContentStore;
import org.openledger.precompile.host.NodeFailureException;

class SegmentIndexTest {

  private static final Content SMALL = Content.of(List.of(new int[] {1, 2, 3, 1, 2}), 256);
  private static final Content OTHER = Content.of(List.of(new int[] {9, 8}), 256);

  @TempDir Path directory;
  private final List<Long> lost = Collections.synchronizedList(new ArrayList<>());
  private ContentStore contents;
  private SegmentIndex index;

  @BeforeEach
  void open() {
    contents = ContentStore.open(directory.resolve("content"));
    index = index(Duration.ZERO);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private SegmentIndex index(Duration pause) {
    return index(new IndexLimits(pause, Duration.ZERO, 100));
  }

  private SegmentIndex index(IndexLimits limits) {
    return SegmentIndex.open(
        directory.resolve("segments"), contents, lost::addAll, limits, Progress.NONE);
  }

  private void reopen(Duration pause) {
    index.close();
    index = index(pause);
  }

  private static SealedVersion version(String tokenizer, long order, Content content) {
    byte[][] roots = {content.root()};
    return new SealedVersion(
        Bytes32.wrap(SegmentRoot.of(new long[] {order}, roots)),
        1,
        order,
        tokenizer,
        List.of(order),
        List.of(Bytes32.wrap(roots[0])));
  }

  private static SealedVersion version(long order, Content content) {
    return version("utf8-bytes", order, content);
  }

  private void put(Content content) {
    contents.put(Bytes32.wrap(content.root()), content.encoded());
  }

  private Path file(SealedVersion version) {
    String name = version.segmentRoot().toUnprefixedHexString() + ".segment";
    return directory.resolve("segments").resolve(name);
  }

  private void awaitFailure(SealedVersion version) {
    assertThatThrownBy(() -> index.segment(version.segmentRoot()))
        .isInstanceOf(NodeFailureException.class);
  }

  private SegmentState state(SealedVersion version) {
    return index.status(version.segmentRoot()).orElseThrow().state();
  }

  @Test
  void aSegmentThatFailedIsTakenUpAgainWhenAskedForAfterAPause() throws IOException {
    SealedVersion version = version(1, SMALL);
    put(SMALL);
    Files.createDirectory(file(version));
    index.add(version);
    awaitFailure(version);
    Files.delete(file(version));
    assertThat(index.segment(version.segmentRoot()).tokens()).isEqualTo(5);
  }

  @Test
  void aSegmentThatFailedIsLeftAloneForAWhile() throws IOException {
    reopen(Duration.ofHours(1));
    SealedVersion version = version(1, SMALL);
    put(SMALL);
    Files.createDirectory(file(version));
    index.add(version);
    awaitFailure(version);
    Files.delete(file(version));
    awaitFailure(version);
  }

  /** Anybody may seal, and a process may map only so many files. */
  @Test
  void ofSegmentsThatNobodyWantsOnlySoManyStayMapped() {
    index.close();
    index = index(new IndexLimits(Duration.ZERO, Duration.ZERO, 2));
    put(SMALL);
    List<SealedVersion> versions =
        LongStream.rangeClosed(1, 6).mapToObj(order -> version(order, SMALL)).toList();
    versions.forEach(index::add);
    versions.forEach(it -> await().until(() -> state(it) == SegmentState.READY));
    assertThat(index.mapped()).isEqualTo(2);
    assertThat(index.statuses()).allMatch(it -> it.tokens() == 5 && it.indexDigest() != null);
    assertThat(versions).filteredOn(it -> index.isReady(it.segmentRoot())).hasSize(2);

    versions.forEach(it -> index.retry(it.segmentRoot()));
    assertThat(index.mapped()).isEqualTo(2);

    // One is announced, one attested, one asked for; whichever were mapped before, they are now.
    Bytes32 announced = versions.get(5).segmentRoot();
    Bytes32 attested = versions.get(4).segmentRoot();
    index.want(announced);
    index.attest(
        attested, Bytes32.fromHexString(index.status(attested).orElseThrow().indexDigest()));
    await().until(() -> index.isReady(announced) && index.isReady(attested));
    assertThat(index.segment(versions.get(3).segmentRoot()).tokens()).isEqualTo(5);
    assertThat(index.mapped()).isEqualTo(5);
    assertThat(index.<Integer>read(List.of(List.of(announced)), List::size)).isEqualTo(1);
  }

  @Test
  void whatFollowsFromTheContentAloneIsNotTriedAgain() throws InterruptedException {
    SealedVersion version = version("no such", 1, SMALL);
    put(SMALL);
    index.add(version);
    awaitFailure(version);
    Throwable first = failure(version);
    assertThat(first).hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThat(failure(version).getCause().getCause()).isSameAs(first.getCause().getCause());
  }

  private Throwable failure(SealedVersion version) {
    return catchThrowable(() -> index.segment(version.segmentRoot()));
  }

  @Test
  void onlyTheVeryContentThatIsMissingTakesASegmentUpAgain() {
    reopen(Duration.ofHours(1));
    SealedVersion version = version(1, SMALL);
    index.add(version);
    awaitFailure(version);
    assertThat(lost).containsExactly(1L);
    put(SMALL);
    index.arrived(Bytes32.wrap(OTHER.root()));
    assertThat(state(version)).isEqualTo(SegmentState.FAILED);
    index.arrived(Bytes32.wrap(SMALL.root()));
    assertThat(index.segment(version.segmentRoot()).tokens()).isEqualTo(5);
  }

  @Test
  void contentThatNeverIsThereWhenItIsReadIsNotAskedForWithoutEnd() {
    reopen(Duration.ofHours(1));
    SealedVersion version = version(1, SMALL);
    index.add(version);
    for (int i = 0; i < 10; i++) {
      awaitFailure(version);
      index.arrived(Bytes32.wrap(SMALL.root()));
    }
    assertThat(lost).hasSize(3);
  }

  @Test
  void allThatIsMissingIsToldAtOnce() {
    byte[][] roots = {SMALL.root(), OTHER.root()};
    SealedVersion version =
        new SealedVersion(
            Bytes32.wrap(SegmentRoot.of(new long[] {1, 2}, roots)),
            1,
            1,
            "utf8-bytes",
            List.of(1L, 2L),
            Arrays.stream(roots).map(Bytes32::wrap).toList());
    reopen(Duration.ofHours(1));
    index.add(version);
    assertThatThrownBy(() -> index.segment(version.segmentRoot()))
        .hasMessageContaining("(and 1 more like it)");
    assertThat(lost).containsExactly(1L, 2L);
    put(SMALL);
    index.arrived(Bytes32.wrap(SMALL.root()));
    assertThat(state(version)).isEqualTo(SegmentState.FAILED);
    put(OTHER);
    index.arrived(Bytes32.wrap(OTHER.root()));
    assertThat(index.segment(version.segmentRoot()).tokens()).isEqualTo(7);
  }

  @Test
  void whatIsAskedForDoesNotWaitForWhatNobodyAsksFor() {
    int[] many = IntStream.range(0, 3_000_000).map(i -> i % 251).toArray();
    Content big = Content.of(List.of(many), 256);
    put(big);
    put(SMALL);
    List<SealedVersion> junk = IntStream.rangeClosed(1, 20).mapToObj(i -> version(i, big)).toList();
    junk.forEach(index::add);
    SealedVersion needed = version(100, SMALL);
    index.add(needed);
    assertThat(index.segment(needed.segmentRoot()).tokens()).isEqualTo(5);
    assertThat(state(junk.getLast())).isEqualTo(SegmentState.BUILDING);
    index.retain(Set.of(needed.segmentRoot()));
  }

  @Test
  void aFileOfAnotherDigestThanTheAttestedIsBuiltAnew() throws IOException {
    SealedVersion version = version(1, SMALL);
    put(SMALL);
    index.add(version);
    byte[] digest = index.segment(version.segmentRoot()).digest();
    byte[] sound = Files.readAllBytes(file(version));
    // Before the one that is attested becomes known: a file that is wrong and yet passes as sound.
    Files.write(file(version), disordered(sound));
    reopen(Duration.ZERO);
    index.add(version);
    Segment wrong = index.segment(version.segmentRoot());
    assertThat(wrong.digest()).isNotEqualTo(digest);
    assertThat(index.wasWrong()).isFalse();
    index.attest(version.segmentRoot(), Bytes32.wrap(digest));
    // What was computed with the wrong one is not told from memory.
    assertThat(index.wasWrong()).isTrue();
    assertThat(index.segment(version.segmentRoot()).digest()).isEqualTo(digest);
    assertThat(Files.readAllBytes(file(version))).isEqualTo(sound);
    // And after it is known.
    Files.write(file(version), disordered(sound));
    reopen(Duration.ZERO);
    index.attest(version.segmentRoot(), Bytes32.wrap(digest));
    index.add(version);
    assertThat(index.segment(version.segmentRoot()).digest()).isEqualTo(digest);
    assertThat(Files.readAllBytes(file(version))).isEqualTo(sound);
  }

  @Test
  void anIndexThatIsNotTheAttestedOneFails() {
    SealedVersion version = version(1, SMALL);
    put(SMALL);
    index.add(version);
    index.segment(version.segmentRoot());
    index.attest(version.segmentRoot(), Bytes32.ZERO);
    awaitFailure(version);
    assertThat(state(version)).isEqualTo(SegmentState.FAILED);
    assertThat(index.status(version.segmentRoot()).orElseThrow().problem())
        .contains("the chain attested " + Bytes32.ZERO.toHexString());
  }

  @Test
  void whatACrashLeftIsSweptAway() throws IOException {
    Path left = directory.resolve("segments").resolve("segment123.tmp");
    Files.writeString(left, "half");
    reopen(Duration.ZERO);
    assertThat(left).doesNotExist();
  }

  private static void swapBits(byte[] bytes, int one, int other) {
    if ((bytes[one / 8] >> one % 8 & 1) != (bytes[other / 8] >> other % 8 & 1)) {
      bytes[one / 8] ^= (byte) (1 << one % 8);
      bytes[other / 8] ^= (byte) (1 << other % 8);
    }
  }

  /** With two suffixes swapped and digests that say nothing of it. */
  private static byte[] disordered(byte[] segment) {
    byte[] bytes = segment.clone();
    int footer = bytes.length - 112;
    // docs/file-formats.md: a header, one contribution, one document, a text of 6 symbols of 9
    // bits; then the suffixes, 3 bits each. No key is made of the second and the third.
    int text = 128 + 48 + 8;
    int suffixes = text + 16;
    for (int bit = 8 * suffixes + 3; bit < 8 * suffixes + 6; bit++) {
      swapBits(bytes, bit, bit + 3);
    }
    // Opening looks for what neighbouring suffixes share: that is forged with them.
    for (int rank = 1; rank < 5; rank++) {
      bytes[suffixes + 16 + rank] = branch(bytes, text, suffixes, rank);
    }
    ByteBuffer index = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    index.put("openledger/index/v1".getBytes(StandardCharsets.US_ASCII));
    index.put(bytes, 64, 1 + bytes[64]).put(bytes, 12, 20);
    index.put(bytes, 128, 40).putInt(1).putInt(5);
    for (int i = 0; i < 5; i++) {
      index.putInt(number(bytes, text, 9, i) - 1);
    }
    for (int i = 0; i < 5; i++) {
      index.putInt(number(bytes, suffixes, 3, i));
    }
    put(sha256(index.array(), 0, index.position()), bytes, footer + 8);
    put(sha256(bytes, 0, footer), bytes, footer + 40);
    MessageDigest tables = Sha256.digest();
    tables.update(bytes, 0, text);
    tables.update(bytes, footer, 72);
    put(tables.digest(), bytes, footer + 72);
    return bytes;
  }

  /**
   * docs/file-formats.md: the symbols shared with the suffix before, and the next symbol's low
   * bits.
   */
  private static byte branch(byte[] bytes, int text, int suffixes, int rank) {
    int before = number(bytes, suffixes, 3, rank - 1);
    int place = number(bytes, suffixes, 3, rank);
    int shared = 0;
    while (before + shared < 6
        && place + shared < 6
        && number(bytes, text, 9, before + shared) == number(bytes, text, 9, place + shared)) {
      shared++;
    }
    int next = place + shared < 6 ? number(bytes, text, 9, place + shared) : 0;
    return (byte) (next % 16 * 16 + shared);
  }

  private static int number(byte[] bytes, int column, int width, int index) {
    int number = 0;
    for (int bit = 0; bit < width; bit++) {
      int at = 8 * column + index * width + bit;
      number |= (bytes[at / 8] >> at % 8 & 1) << bit;
    }
    return number;
  }

  private static byte[] sha256(byte[] bytes, int from, int to) {
    return Sha256.of(Arrays.copyOfRange(bytes, from, to));
  }

  private static void put(byte[] digest, byte[] bytes, int at) {
    System.arraycopy(digest, 0, bytes, at, digest.length);
  }
}
