package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.content.Content;

/** What an operator reads about an archive; what is done is in {@code ArchiveTest}. */
class ArchiveCommandTest {

  private static final int FILES = 22;

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Path> files = new ArrayList<>();
  private Path archive;

  @BeforeEach
  void makeAnArchive() throws Exception {
    archive = directory.resolve("archive");
    Files.createDirectories(archive.resolve("content"));
    StringBuilder manifest = new StringBuilder("openledger-archive\t1\nchain\ta chain\n");
    for (int i = 0; i < FILES; i++) {
      Content content = Content.of(List.of(new int[] {1, 2, 3, i}), 256);
      String root = Bytes32.wrap(content.root()).toUnprefixedHexString();
      String path = "content/" + root + ".content";
      byte[] bytes = content.encoded();
      files.add(Files.write(archive.resolve(path), bytes));
      List<String> line =
          List.of("file", path, "" + bytes.length, sha256(bytes), root, "utf8-bytes");
      manifest.append(String.join("\t", line)).append('\n');
    }
    String sum = sha256(manifest.toString().getBytes(StandardCharsets.UTF_8));
    Files.writeString(archive.resolve("manifest.tsv"), manifest + "end\t" + sum + "\n");
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private int restore(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("index", "restore", archive.toString()));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return OpenLedger.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void faultyFilesAreNamedAndTheOthersRestored() throws IOException {
    assertThat(restore()).isZero();
    assertThat(out.toString()).contains("22 files").doesNotContain("FAULTY");
    Files.delete(files.get(0));
    Files.writeString(files.get(1), "damaged");
    Path node = directory.resolve("node");
    assertThat(restore(node)).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "20 files copied",
            "FAULTY: " + files.get(0) + " is missing",
            "FAULTY: " + files.get(1) + " is damaged",
            "run index archive with a node that has them");
    assertThat(node.resolve(archive.relativize(files.get(1)))).doesNotExist();
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    assertThat(restore()).isEqualTo(1);
    assertThat(out.toString()).contains("FAULTY: 2 more (--json names all)");
    assertThat(restore("--json")).isEqualTo(1);
    assertThat(new JsonMapper().readTree(out.toString()).path("faulty")).hasSize(FILES);
  }

  @Test
  void besusDataPathIsRefused() throws IOException {
    Path besu = Files.createDirectory(directory.resolve("besu"));
    Files.writeString(besu.resolve("DATABASE_METADATA.json"), "{}");
    assertThat(restore(besu)).isEqualTo(1);
    assertThat(err.toString())
        .contains(besu + " is Besu's data path", besu.resolve("openledger").toString());
    assertThat(besu.resolve("content")).doesNotExist();
  }
}
