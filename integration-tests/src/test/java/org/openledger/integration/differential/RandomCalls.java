package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.fee.Permit;
import org.openledger.precompile.fee.Receipt;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/**
 * Calls drawn from a seed: of every function, by those who may and those who may not, with value
 * and without; signed settlements; calldata that is cut, prolonged, bent or noise; coins sent to
 * accounts without code.
 */
final class RandomCalls {

  /** Index of the account that signs receipts of the first model. */
  static final int SERVING_KEY = 20;

  private static final int ADMIN = 0;
  private static final int OWNER = 1;
  private static final int REVIEWER = 2;
  private static final int CREATOR = 9;
  private static final Wallet SERVING = wallet(SERVING_KEY);
  private static final Wallet STRANGER = wallet(SERVING_KEY + 1);

  /** Words that calldata is bent with: the ends of the ranges, and places far away. */
  private static final List<String> FAR =
      List.of(
          "0x00",
          "0x01",
          "0x20",
          "0x1f",
          "0x7fffffff",
          "0x80000000",
          "0xffffffffffffffff",
          "0x8000000000000000",
          "0x" + "ff".repeat(20),
          "0x" + "ff".repeat(32),
          "0x80" + "00".repeat(31));

  /**
   * A call that nobody has signed yet.
   *
   * @param sender 0 to 9
   */
  record Draft(String what, String kind, int sender, Address to, BigInteger value, Bytes input) {}

  private final Knowledge known;
  private final Random random;
  private final Map<String, Function> functions = new TreeMap<>();
  private final List<String> names;
  private long lastRequest = 100;

  RandomCalls(Knowledge known, Random random) {
    this.known = known;
    this.random = random;
    for (NativeAddress contract : NativeAddress.values()) {
      ContractAbi.of(contract.contract())
          .functions()
          .forEach((name, function) -> functions.put(contract.contract() + "." + name, function));
    }
    this.names = List.copyOf(functions.keySet());
  }

  /** All functions, as {@code Contract.function}. */
  List<String> functions() {
    return names;
  }

  /** Whether calldata are those of a function that writes nothing. */
  boolean isView(Bytes input) {
    return functions.values().stream()
        .filter(it -> input.size() >= 4 && Bytes.wrap(it.selector()).equals(input.slice(0, 4)))
        .anyMatch(it -> "view".equals(it.getStateMutability()));
  }

  /** A call of one function. */
  Draft of(String name) {
    NativeAddress contract = contract(name);
    Function function = functions.get(name);
    RandomArguments arguments = new RandomArguments(known, random, contract.contract());
    String bare = function.getName();
    int sender = random.nextInt(4) == 0 ? random.nextInt(DevAccounts.FUNDED) : office(name);
    Tuple values =
        switch (bare) {
          case "attest" -> attestation(sender);
          case "setParameter" -> parameter();
          // The first model stays, so that its answers can be settled.
          case "retire" -> AbiValues.tuple(Math.max(2, known.models()));
          case "revokeServingKey" -> AbiValues.tuple(1L, Senders.address(random.nextInt(3)));
          default -> arguments.of(function.getInputs());
        };
    boolean payable = "payable".equals(function.getStateMutability());
    BigInteger value = BigInteger.valueOf(payable ? (long) random.nextInt(300) : 0);
    if (payable ? random.nextInt(6) == 0 : random.nextInt(25) == 0) {
      value = BigInteger.valueOf(random.nextLong(1_000_000_000_000L));
    }
    return draft(name, "function", sender, contract, value, encoded(function, values));
  }

  /** Any call. */
  Draft next() {
    int kind = random.nextInt(100);
    if (kind < 40) {
      return of(names.get(random.nextInt(names.size())));
    }
    if (kind < 64) {
      return settlement();
    }
    if (kind < 88) {
      return bent(
          random.nextInt(3) == 0 ? settlement() : of(names.get(random.nextInt(names.size()))));
    }
    return kind < 95 ? noise() : plain();
  }

  /** Who usually may. */
  private int office(String name) {
    String bare = name.substring(name.indexOf('.') + 1);
    return switch (bare) {
      case "accept", "reject", "markDuplicate", "acceptAsCommons", "markCommons" -> REVIEWER;
      case "contribute", "contributeInline", "commit", "reveal", "revealInline" ->
          5 + random.nextInt(2);
      case "requestAccess", "cancelRequest" -> 3 + random.nextInt(2);
      case "approveVersion", "slash", "takeDown", "attest", "activate" -> ADMIN;
      default ->
          switch (contract(name)) {
            case SYSTEM -> ADMIN;
            case DATANETS -> OWNER;
            case MODELS -> CREATOR;
            default -> 3 + random.nextInt(2);
          };
    };
  }

  /** The operator says what is true, or speaks of a version that there is not. */
  private Tuple attestation(int sender) {
    List<Knowledge.Sealed> sealed = known.versions();
    if (sealed.isEmpty() || random.nextInt(4) == 0 || sender != ADMIN) {
      return AbiValues.tuple(1L + random.nextInt(3), 900L, Bytes32.repeat((byte) 1));
    }
    Knowledge.Sealed it = sealed.get(random.nextInt(sealed.size()));
    return AbiValues.tuple(it.datanet(), it.version(), it.digest());
  }

  private Tuple parameter() {
    Parameter[] all = Parameter.values();
    Parameter it = all[random.nextInt(all.length)];
    BigInteger beyond = it.maximum().add(BigInteger.ONE);
    if (it.namesAccount()) {
      boolean platform = it == Parameter.PLATFORM_ACCOUNT;
      BigInteger account = Senders.address(platform ? 7 : 8).toBigInteger();
      return AbiValues.tuple(it.key(), random.nextBoolean() ? account : beyond);
    }
    if (it == Parameter.PLATFORM_FEE) {
      return AbiValues.tuple(it.key(), (long) random.nextInt(100_000));
    }
    return AbiValues.tuple(Parameter.MAX_LINEAGE.key(), random.nextInt(9) == 0 ? beyond : 8L);
  }

  /** A signed answer, settled in one of the ways that there are. */
  private Draft settlement() {
    long model = random.nextInt(8) == 0 ? known.models() : 1;
    int payer = 3 + random.nextInt(2);
    long request = random.nextInt(6) == 0 ? lastRequest - random.nextInt(9) : ++lastRequest;
    long input = random.nextInt(500);
    RandomArguments arguments = new RandomArguments(known, random, "InferenceFees");
    Bytes output = RandomArguments.answer(arguments.someText());
    BigInteger gross = known.gross(model, input, output.size());
    boolean exact = random.nextInt(8) != 0;
    BigInteger value = exact ? gross : gross.add(BigInteger.valueOf(random.nextInt(3) - 1L));
    value = value.max(BigInteger.ZERO);
    switch (random.nextInt(8)) {
      case 0:
        return fees("deposit", payer, gross.multiply(BigInteger.TEN));
      case 1:
        return fees("reserve", payer, BigInteger.ZERO, model, request, input, (long) output.size());
      case 2:
        return fees(
            "settleReserved",
            random.nextBoolean() ? payer : 6,
            BigInteger.ZERO,
            Senders.address(payer),
            model,
            request - random.nextInt(4),
            output,
            receipt(model, Senders.address(payer), request, input, output));
      case 3, 4:
        return batch(model, payer);
      default:
        return fees(
            "settle",
            payer,
            random.nextInt(3) == 0 ? BigInteger.ZERO : value,
            model,
            request,
            output,
            receipt(model, Senders.address(payer), request, input, output));
    }
  }

  private Tuple receipt(long model, Address payer, long request, long input, Bytes output) {
    BigInteger version = BigInteger.valueOf(known.version(model));
    Bytes32 commitment = Bytes32.repeat((byte) random.nextInt(3));
    Receipt receipt =
        new Receipt(
            model,
            version,
            payer,
            BigInteger.valueOf(request),
            BigInteger.valueOf(input),
            BigInteger.valueOf(output.size()),
            Keccak256.hash(output),
            commitment);
    Bytes signature = signer(SERVING).sign(receipt.digest(known.chainId()));
    return AbiValues.tuple(version, input, commitment, signature);
  }

  private Draft batch(long model, int payer) {
    BigInteger version = BigInteger.valueOf(known.version(model));
    Permit permit =
        new Permit(
            Senders.address(payer),
            BigInteger.valueOf(model),
            BigInteger.TEN.pow(random.nextInt(8) == 0 ? 3 : 20),
            BigInteger.valueOf(known.block() + (random.nextInt(8) == 0 ? 0 : 50)),
            BigInteger.valueOf(random.nextInt(30)));
    boolean atomic = random.nextBoolean();
    List<Tuple> items = new ArrayList<>();
    List<Bytes32> hashes = new ArrayList<>();
    RandomArguments arguments = new RandomArguments(known, random, "InferenceFees");
    for (int i = random.nextInt(5); i >= 0; i--) {
      long request = random.nextInt(6) == 0 ? lastRequest - random.nextInt(9) : ++lastRequest;
      Bytes output = RandomArguments.answer(arguments.someText());
      items.add(AbiValues.tuple(request, 7L, output, Bytes32.ZERO));
      hashes.add(
          new Receipt(
                  model,
                  version,
                  permit.payer(),
                  BigInteger.valueOf(request),
                  BigInteger.valueOf(7),
                  BigInteger.valueOf(output.size()),
                  Keccak256.hash(output),
                  Bytes32.ZERO)
              .itemHash());
    }
    Bytes32 digest =
        Receipt.batchDigest(
            known.chainId(), permit, version, atomic, hashes.toArray(Bytes32[]::new));
    Tuple allowed =
        AbiValues.tuple(
            permit.payer(), permit.model(), permit.limit(), permit.expiry(), permit.nonce());
    return fees(
        "settleBatch",
        6,
        BigInteger.ZERO,
        allowed,
        signer(wallet(payer)).sign(permit.digest(known.chainId())),
        version,
        atomic,
        items.toArray(Tuple[]::new),
        signer(SERVING).sign(digest));
  }

  /** The one who should sign, and now and then another. */
  private Wallet signer(Wallet right) {
    return random.nextInt(12) == 0 ? STRANGER : right;
  }

  private Draft fees(String function, int sender, BigInteger value, Object... arguments) {
    String name = "InferenceFees." + function;
    Bytes input = encoded(functions.get(name), AbiValues.tuple(arguments));
    return draft(name, "settlement", sender, NativeAddress.INFERENCE_FEES, value, input);
  }

  /** The calldata of a call, bent. */
  private Draft bent(Draft call) {
    byte[] input = call.input().toArray();
    int words = (input.length - 4) / 32;
    String how;
    switch (random.nextInt(words == 0 ? 3 : 6)) {
      case 0 -> {
        how = "cut";
        input = call.input().slice(0, random.nextInt(input.length)).toArray();
      }
      case 1 -> {
        how = "prolonged";
        int more = random.nextInt(4) == 0 ? 2_000 : 1 + random.nextInt(64);
        input = Bytes.concatenate(call.input(), Bytes.wrap(new byte[more])).toArray();
      }
      case 2 -> {
        how = "another selector";
        input[random.nextInt(4)] ^= (byte) (1 << random.nextInt(8));
      }
      case 3 -> {
        how = "a bit";
        input[4 + random.nextInt(32 * words)] ^= (byte) (1 << random.nextInt(8));
      }
      default -> {
        how = "a word";
        Bytes far = Bytes32.leftPad(Bytes.fromHexString(FAR.get(random.nextInt(FAR.size()))));
        System.arraycopy(far.toArray(), 0, input, 4 + 32 * random.nextInt(words), 32);
      }
    }
    // Who attests an index that no node holds stops the chain.
    int sender = call.sender() == ADMIN ? OWNER : call.sender();
    return new Draft(
        call.what() + ", " + how, "bent", sender, call.to(), call.value(), Bytes.wrap(input));
  }

  private Draft noise() {
    NativeAddress contract = any();
    byte[] input = new byte[random.nextInt(300)];
    random.nextBytes(input);
    if (random.nextInt(3) == 0) {
      // A selector of some contract, then noise.
      Bytes selector =
          Bytes.wrap(functions.get(names.get(random.nextInt(names.size()))).selector());
      input = Bytes.concatenate(selector, Bytes.wrap(input)).toArray();
    }
    BigInteger value = BigInteger.valueOf(random.nextInt(3));
    int sender = OWNER + random.nextInt(DevAccounts.FUNDED - OWNER);
    return draft("noise", "noise", sender, contract, value, Bytes.wrap(input));
  }

  /** Coins and calldata for an account without code: an old one, a new one, the next address. */
  private Draft plain() {
    Address to =
        switch (random.nextInt(3)) {
          case 0 -> Senders.address(random.nextInt(DevAccounts.FUNDED));
          case 1 -> DevAccounts.of(40 + random.nextInt(30)).address();
          default ->
              Address.fromHex(
                  "0x000000000000000000000000000000000000a1" + "0" + (5 + random.nextInt(5)));
        };
    Bytes input = Bytes.wrap(new byte[random.nextInt(3) * 11]);
    BigInteger value = BigInteger.valueOf(random.nextInt(3) * 5L);
    return new Draft("plain", "plain", random.nextInt(DevAccounts.FUNDED), to, value, input);
  }

  private NativeAddress any() {
    NativeAddress[] all = NativeAddress.values();
    return all[random.nextInt(all.length)];
  }

  private static Draft draft(
      String what, String kind, int sender, NativeAddress to, BigInteger value, Bytes input) {
    return new Draft(what, kind, sender, to.address(), value, input);
  }

  private static NativeAddress contract(String name) {
    String contract = name.substring(0, name.indexOf('.'));
    for (NativeAddress address : NativeAddress.values()) {
      if (address.contract().equals(contract)) {
        return address;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static Bytes encoded(Function function, Tuple arguments) {
    return Bytes.wrap(function.encodeCall(arguments).array());
  }

  private static Wallet wallet(int index) {
    return Wallet.of(DevAccounts.of(index).privateKey());
  }
}
