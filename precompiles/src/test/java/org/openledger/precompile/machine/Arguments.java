package org.openledger.precompile.machine;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.ArrayType;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/**
 * Arguments of any function, drawn by the names and types of its parameters, so that a function
 * that is added is called too. Most are plausible, so that calls get past the guards.
 */
final class Arguments {

  /** Content that is contributed; few texts, so that commitments and reveals meet. */
  static final String[] TEXTS = {"abcdefgh", "ijk", "one two three", "@@@@"};

  private final Machine machine;
  private final Random random;
  private final String contract;

  Arguments(Machine machine, Random random, String contract) {
    this.machine = machine;
    this.random = random;
    this.contract = contract;
  }

  Object[] of(TupleType<?> types) {
    Object[] values = new Object[types.size()];
    boolean datanets = contract.equals("Datanets");
    for (int i = 0; i < values.length; i++) {
      String name = types.getElementName(i);
      boolean learned = !datanets && i > 0 && "datanet".equals(types.getElementName(i - 1));
      values[i] = learned ? learned() : value(types.get(i), name == null ? "" : name);
    }
    return values;
  }

  /** A version to learn from: the one that has an index here, or none that there is. */
  private BigInteger learned() {
    return BigInteger.valueOf(random.nextInt(20) == 0 ? 999 : 1);
  }

  private Object value(ABIType<?> type, String name) {
    if (type instanceof TupleType<?> tuple) {
      return AbiValues.tuple(of(tuple));
    }
    String canonical = type.getCanonicalType();
    if (type instanceof ArrayType<?, ?, ?> array && canonical.endsWith("]")) {
      return array(array, canonical, name);
    }
    return switch (canonical) {
      case "address" -> address(name);
      case "bytes32" -> word(name);
      case "bytes" -> bytes(name);
      case "string" -> "s";
      case "bool" -> random.nextInt(4) != 0;
      case "uint8" -> name.equals("v") ? 27 : 0;
      case "uint256" -> number(name);
      default -> throw new IllegalStateException("no values of " + canonical + " " + name);
    };
  }

  private Object array(ArrayType<?, ?, ?> array, String canonical, String name) {
    int length = 1 + random.nextInt(2);
    return switch (canonical) {
      case "address[]" -> {
        com.esaulpaugh.headlong.abi.Address[] accounts =
            new com.esaulpaugh.headlong.abi.Address[length];
        for (int i = 0; i < length; i++) {
          accounts[i] =
              AbiValues.address(i == 0 ? TestNetwork.REVIEWER : TestNetwork.account(40 + i));
        }
        yield accounts;
      }
      case "uint256[]" -> {
        BigInteger[] numbers = new BigInteger[length];
        long first = 1 + random.nextInt(machine.books.bonds.size() + 1);
        for (int i = 0; i < length; i++) {
          numbers[i] = BigInteger.valueOf(first + i);
        }
        yield numbers;
      }
      case "bytes32[]" -> new byte[length][32];
      case "bytes[]" -> {
        byte[][] values = new byte[length][];
        for (int i = 0; i < length; i++) {
          values[i] = (byte[]) value(array.getElementType(), name);
        }
        yield values;
      }
      default -> {
        int count = name.equals("links") ? 1 : length; // A Datanet is linked once.
        Tuple[] tuples = new Tuple[count];
        for (int i = 0; i < count; i++) {
          tuples[i] = (Tuple) value(array.getElementType(), name);
        }
        yield tuples;
      }
    };
  }

  private Object address(String name) {
    Address account =
        switch (name) {
          case "sink" -> random.nextBoolean() ? Address.ZERO : TestNetwork.TREASURY;
          case "servingKey", "key" -> Actors.PAYERS[random.nextInt(2)];
          default -> random.nextInt(60) == 0 ? Address.ZERO : Actors.any(random);
        };
    return AbiValues.address(account);
  }

  private Object word(String name) {
    Bytes32 word =
        switch (name) {
          case "role" -> Role.values()[random.nextInt(3)].id();
          case "key" ->
              RegistryCalls.GOVERNED.get(random.nextInt(RegistryCalls.GOVERNED.size())).key();
          case "id", "tokenizer" -> random.nextInt(30) == 0 ? Bytes32.ZERO : TestNetwork.UTF8;
          case "licence" -> AbiValues.name("CC0-1.0");
          case "weightTable" ->
              Bytes32.wrap(
                  machine.<Tuple>read("System", "tokenizer", TestNetwork.UTF8).<byte[]>get(2));
          case "indexDigest" -> Bytes32.repeat((byte) (random.nextInt(8) == 0 ? 2 : 1));
          default -> Bytes32.repeat((byte) random.nextInt(3));
        };
    return word.toArray();
  }

  private Object bytes(String name) {
    String text = TEXTS[random.nextInt(TEXTS.length)];
    return name.equals("content") ? TestNetwork.content(text) : TestNetwork.output(text).toArray();
  }

  private BigInteger number(String name) {
    boolean models = contract.equals("Models");
    boolean learning = models || contract.equals("TokenAttribution");
    long number =
        switch (name) {
          case "datanet" -> learning ? 1 : some(machine.books.datanets.size());
          case "id" -> some(contract.equals("Datanets") ? machine.books.bonds.size() : 2);
          case "contribution", "duplicateOf" -> recent(machine.books.bonds.size());
          case "request" -> recent(machine.books.prices.size());
          case "model" -> some(machine.books.models.size());
          case "parent" -> random.nextBoolean() ? 0 : some(machine.books.models.size());
          case "version" -> models ? 1 + random.nextInt(3) : 1 + random.nextInt(4);
          case "number" -> 1 + random.nextInt(4);
          case "index", "overlap" -> random.nextInt(2);
          case "fromBlock" -> machine.block() + 1 + random.nextInt(8);
          case "expiry" -> machine.block() + random.nextInt(40);
          case "creatorShare" -> 7_000;
          case "stakersShare" -> 1_000;
          case "contributorsShare" -> 2_000;
          case "minSpan", "minRarity" -> 8;
          case "maxWeight" -> 16_384;
          case "bondPerToken", "accessPrice" -> random.nextInt(4);
          case "inputRate", "outputRate" -> random.nextInt(1_000_000_000);
          case "quota" -> random.nextInt(3) * 1_000L;
          case "quorum" -> 1;
          case "documents" -> 1;
          default -> 1 + random.nextInt(20);
        };
    BigInteger value = BigInteger.valueOf(number);
    boolean rate = name.endsWith("Rate");
    return rate ? value.multiply(BigInteger.valueOf(1_000_003)) : value;
  }

  /** Mostly a number that was given, sometimes the next. */
  private long some(int count) {
    return random.nextInt(40) == 0 ? count + 1L : 1 + random.nextInt(Math.max(1, count));
  }

  private long recent(int count) {
    return Math.max(1, count - random.nextInt(10));
  }

  /** A value for a parameter; one of forty is beyond its bounds. */
  static BigInteger parameter(Random random, Parameter parameter) {
    if (random.nextInt(40) == 0) {
      return parameter.maximum().add(BigInteger.ONE);
    }
    return switch (parameter) {
      case TREASURY, PLATFORM_ACCOUNT -> Actors.any(random).toBigInteger();
      case PLATFORM_FEE, UNDER_REPORTING_PENALTY -> BigInteger.valueOf(random.nextInt(3_000));
      case MIN_SERVING_BOND -> BigInteger.valueOf(random.nextInt(4) == 0 ? 30 : 0);
      default -> BigInteger.valueOf(1 + random.nextInt(8));
    };
  }
}
