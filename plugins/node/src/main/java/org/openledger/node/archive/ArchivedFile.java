package org.openledger.node.archive;

/**
 * A file of an archive.
 *
 * @param path from the archive's directory on, with slashes
 * @param bytes its length
 * @param sha256 its checksum, hexadecimal
 * @param name Merkle root of a content, attested digest of a segment; hexadecimal
 * @param tokenizer of a content; of a segment too
 */
public record ArchivedFile(String path, long bytes, String sha256, String name, String tokenizer) {

  private static final String CONTENT = "content/";

  /** Whether it is a content; else a segment. */
  public boolean isContent() {
    return path.startsWith(CONTENT);
  }
}
