package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.ArrayType;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.Content;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;
import org.openledger.twin.MemoryNetwork;

/** Arguments of any function, drawn by the names and types of its parameters; most make sense. */
final class RandomArguments {

  /** Texts that are contributed and answered. */
  static final List<String> TEXTS =
      List.of(
          "The quick brown fox jumps over the lazy dog while five wizards box.",
          "Sphinx of black quartz, judge my vow! Pack my box with jugs of liquor.",
          "Bees dance to tell each other where the flowers are, and how far.");

  private final Knowledge known;
  private final Random random;
  private final String contract;

  RandomArguments(Knowledge known, Random random, String contract) {
    this.known = known;
    this.random = random;
    this.contract = contract;
  }

  /** The encoding of a text that is contributed. */
  static Bytes content(String text) {
    return Bytes.wrap(Content.of(List.of(ids(text)), MemoryNetwork.VOCABULARY).encoded());
  }

  /** The encoding of a text that is an answer. */
  static Bytes answer(String text) {
    return Bytes.wrap(AnswerPacking.pack(ids(text), MemoryNetwork.VOCABULARY));
  }

  private static int[] ids(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int[] ids = new int[bytes.length];
    Arrays.setAll(ids, i -> bytes[i]);
    return ids;
  }

  /** A part of one of the texts, now and then with something that nobody wrote. */
  String someText() {
    String text = TEXTS.get(random.nextInt(TEXTS.size()));
    int from = random.nextInt(20);
    String part = text.substring(from, from + 1 + random.nextInt(text.length() - from - 1));
    return random.nextInt(3) == 0 ? part + "@#" + random.nextInt(1_000) : part;
  }

  /** Arguments for all parameters. */
  Tuple of(TupleType<?> types) {
    Object[] values = new Object[types.size()];
    for (int i = 0; i < values.length; i++) {
      String name = types.getElementName(i);
      values[i] = value(types.get(i), name == null ? "" : name);
    }
    return AbiValues.tuple(values);
  }

  private Object value(ABIType<?> type, String name) {
    if (type instanceof TupleType<?> tuple) {
      return of(tuple);
    }
    String canonical = type.getCanonicalType();
    if (type instanceof ArrayType<?, ?, ?> array && canonical.endsWith("]")) {
      return array(array, canonical, name);
    }
    return switch (canonical) {
      // A payer who became an agent's wallet would be held to its limits.
      case "address" -> AbiValues.address(name.equals("wallet") ? Senders.address(7) : account());
      case "bytes32" -> word(name).toArray();
      case "bytes" -> bytes(name).toArray();
      case "string" -> "name " + random.nextInt(9);
      case "bool" -> random.nextInt(4) != 0;
      case "uint8" -> random.nextInt(2);
      case "uint256" -> BigInteger.valueOf(number(name));
      default -> throw new IllegalStateException("no values of " + canonical + " " + name);
    };
  }

  private Object array(ArrayType<?, ?, ?> array, String canonical, String name) {
    int length = random.nextInt(3);
    return switch (canonical) {
      case "address[]" -> {
        com.esaulpaugh.headlong.abi.Address[] accounts =
            new com.esaulpaugh.headlong.abi.Address[1 + random.nextInt(2)];
        for (int i = 0; i < accounts.length; i++) {
          accounts[i] = AbiValues.address(Senders.address(2 + i));
        }
        yield accounts;
      }
      case "uint256[]" -> {
        BigInteger[] numbers = new BigInteger[1 + random.nextInt(2)];
        long first = recent(known.contributions());
        Arrays.setAll(numbers, i -> BigInteger.valueOf(first + i));
        yield numbers;
      }
      case "bytes32[]" -> new byte[length][32];
      case "bytes[]" -> new byte[1 + random.nextInt(2)][4];
      default -> {
        Tuple[] tuples = new Tuple[name.equals("links") ? 1 : length];
        for (int i = 0; i < tuples.length; i++) {
          tuples[i] = (Tuple) value(array.getElementType(), name);
        }
        yield tuples;
      }
    };
  }

  private Address account() {
    return switch (random.nextInt(24)) {
      case 0 -> Address.ZERO;
      case 1 -> DevAccounts.of(30 + random.nextInt(3)).address();
      case 2, 3 -> DevAccounts.of(RandomCalls.SERVING_KEY).address();
      default -> Senders.address(random.nextInt(DevAccounts.FUNDED));
    };
  }

  private Bytes32 word(String name) {
    return switch (name) {
      // Who attests an index that no node holds stops the chain: there is one operator.
      case "role" -> random.nextBoolean() ? Role.GOVERNOR.id() : Bytes32.repeat((byte) 7);
      case "key" -> Parameter.values()[random.nextInt(Parameter.values().length)].key();
      case "id", "tokenizer" -> random.nextInt(20) == 0 ? Bytes32.ZERO : MemoryNetwork.UTF8;
      case "licence" -> AbiValues.name("CC0-1.0");
      case "root" -> Bytes32.leftPad(Bytes.ofUnsignedInt(random.nextInt(1 << 20)));
      default -> Bytes32.repeat((byte) random.nextInt(3));
    };
  }

  private Bytes bytes(String name) {
    return name.equals("content")
        ? content(TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(50))
        : answer(someText());
  }

  private long number(String name) {
    return switch (name) {
      case "datanet" -> random.nextInt(3) == 0 ? some(known.datanets()) : 1;
      case "id" -> some(Math.max(1, contract.equals("Datanets") ? known.datanets() : 2));
      case "contribution", "duplicateOf" -> recent(known.contributions());
      case "request" -> contract.equals("Datanets") ? recent(known.requests()) : random.nextInt(60);
      case "model" -> some(known.models());
      case "parent" -> random.nextBoolean() ? 0 : some(known.models());
      case "version", "number" -> 1 + random.nextInt(3);
      case "index", "position" -> random.nextInt(2);
      case "overlap" -> random.nextInt(3) * 5_000L;
      case "fromBlock" -> known.block() + 1 + random.nextInt(8);
      case "expiry" -> known.block() + random.nextInt(60);
      case "creatorShare" -> 7_000;
      case "stakersShare" -> 1_000;
      case "contributorsShare" -> random.nextInt(20) == 0 ? 1_999 : 2_000;
      case "minSpan", "minRarity" -> 8;
      case "maxWeight" -> 16_384;
      case "bondPerToken", "accessPrice" -> random.nextInt(4);
      case "inputRate", "outputRate" -> random.nextInt(1_000_000_000) * 1_000_003L;
      case "quota" -> random.nextInt(3) * 1_000L;
      case "quorum", "documents" -> 1;
      default -> 1 + random.nextInt(40);
    };
  }

  /** Mostly a number that was given, sometimes the next. */
  private long some(long count) {
    return random.nextInt(30) == 0 ? count + 1 : 1 + random.nextInt((int) Math.max(1, count));
  }

  private long recent(long count) {
    return Math.max(1, count - random.nextInt(12));
  }
}
