package org.openledger.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UploadsTest {

  private static final int VOCABULARY = 256; // Two bytes an id.

  @Test
  void documentsShareATransactionUpToItsLimit() {
    // Each document takes 4 ids and a mark: 10 bytes.
    Contributor alice = contributor("alice", 4, 4, 4);
    assertThat(Uploads.of(List.of(alice), VOCABULARY, 30).list()).hasSize(1);
    Uploads two = Uploads.of(List.of(alice), VOCABULARY, 29);
    assertThat(two.list()).hasSize(2);
    assertThat(two.list()).allMatch(upload -> upload.content().encoded().length <= 29);
    assertThat(two.list().getFirst().names()).containsExactly("0", "1");
    assertThat(two.cut()).isEmpty();
  }

  @Test
  void contributorsShareNoTransaction() {
    Uploads uploads =
        Uploads.of(List.of(contributor("alice", 1), contributor("bob", 1)), VOCABULARY, 1_000);
    assertThat(uploads.list()).extracting(Upload::contributor).containsExactly(0, 1);
  }

  @Test
  void aDocumentTooLargeIsCutIntoParts() {
    Uploads uploads = Uploads.of(List.of(contributor("alice", 10)), VOCABULARY, 10);
    assertThat(uploads.cut()).containsExactly("alice/0");
    assertThat(uploads.list()).hasSize(3);
    assertThat(uploads.list().getFirst().names()).containsExactly("0 (part 1 of 3)");
    assertThat(uploads.list()).allMatch(upload -> upload.content().encoded().length <= 10);
    int[] joined =
        uploads.list().stream()
            .flatMapToInt(upload -> IntStream.of(upload.content().document(0)))
            .toArray();
    assertThat(joined).containsExactly(IntStream.range(0, 10).toArray());
  }

  @Test
  void theLimitKeepsBelowGasContentAndUsualSize() {
    assertThat(Uploads.limit(16_777_216, 1 << 20)).isEqualTo(Uploads.USUAL_BYTES);
    assertThat(Uploads.limit(16_777_216, 500)).isEqualTo(500);
    assertThat(Uploads.limit(Uploads.GAS + 10 * Uploads.GAS_PER_BYTE, 1 << 20)).isEqualTo(10);
  }

  @Test
  void aNetworkWithoutRoomIsRefused() {
    assertThatThrownBy(() -> Uploads.of(List.of(contributor("alice", 1)), VOCABULARY, 3))
        .isInstanceOf(DemoException.class);
  }

  private static Contributor contributor(String name, int... lengths) {
    List<Document> documents =
        IntStream.range(0, lengths.length)
            .mapToObj(i -> new Document("" + i, IntStream.range(0, lengths[i]).toArray()))
            .toList();
    return new Contributor(name, documents, 0, 0);
  }
}
