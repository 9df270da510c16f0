package org.openledger.node;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes32;

/** Something that a block told, as a line of the journal. */
sealed interface Fact {

  /** The block that told it. */
  long block();

  /** The line, fields separated by tabs. */
  String line();

  /** A Datanet was created. */
  record Datanet(long block, long id, String tokenizer) implements Fact {

    @Override
    public String line() {
      return String.join("\t", "D", "" + block, "" + id, tokenizer);
    }
  }

  /** A contribution's root became known; its content may stay off the chain. */
  record Contributed(long block, long contribution, Bytes32 root) implements Fact {

    @Override
    public String line() {
      return String.join("\t", "R", "" + block, "" + contribution, root.toHexString());
    }
  }

  /** A contribution's content was published. */
  record Published(long block, long contribution, Bytes32 root) implements Fact {

    @Override
    public String line() {
      return String.join("\t", "C", "" + block, "" + contribution, root.toHexString());
    }
  }

  /** A version was sealed. */
  record Sealed(long block, long datanet, long version, Bytes32 root, List<Long> orders)
      implements Fact {

    @Override
    public String line() {
      String ids = orders.stream().map(String::valueOf).collect(Collectors.joining(","));
      return String.join(
          "\t", "S", "" + block, "" + datanet, "" + version, root.toHexString(), ids);
    }
  }

  /** Two thirds of the operators have attested a version's index: it can become active. */
  record Announced(long block, long datanet, long version, Bytes32 digest) implements Fact {

    @Override
    public String line() {
      return String.join("\t", "N", "" + block, "" + datanet, "" + version, digest.toHexString());
    }
  }

  /** Enough operators have attested the digest of a version's index. */
  record Activated(long block, long datanet, long version, Bytes32 digest) implements Fact {

    @Override
    public String line() {
      return String.join("\t", "A", "" + block, "" + datanet, "" + version, digest.toHexString());
    }
  }

  /** The fact of a line. */
  static Fact parse(String line) {
    String[] fields = line.split("\t", -1);
    long block = Long.parseLong(fields[1]);
    long id = Long.parseLong(fields[2]);
    return switch (fields[0]) {
      case "D" -> new Datanet(block, id, fields[3]);
      case "R" -> new Contributed(block, id, Bytes32.fromHexString(fields[3]));
      case "C" -> new Published(block, id, Bytes32.fromHexString(fields[3]));
      case "S" ->
          new Sealed(
              block,
              id,
              Long.parseLong(fields[3]),
              Bytes32.fromHexString(fields[4]),
              Arrays.stream(fields[5].split(",")).map(Long::valueOf).toList());
      case "N" ->
          new Announced(block, id, Long.parseLong(fields[3]), Bytes32.fromHexString(fields[4]));
      case "A" ->
          new Activated(block, id, Long.parseLong(fields[3]), Bytes32.fromHexString(fields[4]));
      default ->
          throw new IllegalStateException(
              "the journal has a fact of kind " + fields[0] + ": a newer release wrote it");
    };
  }
}
