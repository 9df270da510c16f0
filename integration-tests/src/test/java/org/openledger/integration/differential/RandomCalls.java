package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/**
 * Calls drawn from a seed: of every function, by those who may and those who may not, with value
 * and without; such that fit the state; signed settlements; calldata that is cut, prolonged, bent
 * or noise; coins sent to accounts without code.
 */
final class RandomCalls {

  /** Index of the account that signs receipts of the first model. */
  static final int SERVING_KEY = 20;

  private static final int ADMIN = 0;
  private static final int OWNER = 1;
  private static final int REVIEWER = 2;
  private static final int CREATOR = 9;

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

  private final Knowledge known;
  private final Random random;
  private final Map<String, Function> functions = new TreeMap<>();
  private final List<String> names;
  private final List<String> registries;
  private final Settlements settlements;
  private final List<FittingCalls> fitting;

  RandomCalls(Knowledge known, Random random) {
    this.known = known;
    this.random = random;
    for (NativeAddress contract : NativeAddress.values()) {
      Abis.of(contract)
          .functions()
          .forEach((name, function) -> functions.put(contract.contract() + "." + name, function));
    }
    this.names = List.copyOf(functions.keySet());
    this.registries = new ArrayList<>(Collections.nCopies(4, "System.setParameter"));
    for (String name : names) {
      NativeAddress contract = Abis.contract(name);
      if (contract == NativeAddress.TOKEN_ATTRIBUTION) {
        registries.addAll(List.of(name, name, name));
      } else if (contract.compareTo(NativeAddress.INFERENCE_FEES) < 0 && isWriter(name)) {
        registries.add(name);
      }
    }
    this.settlements = new Settlements(known, random);
    FeedbackCalls feedback = new FeedbackCalls(known, random, settlements);
    this.fitting =
        List.of(
            new StakingCalls(known, random),
            new GovernanceCalls(known, random),
            new JobCalls(known, random),
            new HostingCalls(known, random),
            feedback,
            feedback,
            new AgentCalls(known, random, settlements),
            new AttestationCalls(known, random));
  }

  /** Looks at the state anew: what is drawn from now on is drawn for it. */
  void refresh() {
    known.refresh();
    fitting.stream().distinct().forEach(FittingCalls::refresh);
  }

  /** All functions, as {@code Contract.function}. */
  List<String> functions() {
    return names;
  }

  /** All functions in an order that is drawn. */
  List<String> shuffled() {
    List<String> all = new ArrayList<>(names);
    Collections.shuffle(all, random);
    return all;
  }

  /** Those that write, as {@code Contract.function}. */
  List<String> writers() {
    return names.stream().filter(this::isWriter).toList();
  }

  private boolean isWriter(String name) {
    return !"view".equals(functions.get(name).getStateMutability());
  }

  /** Whether calldata are those of a function that writes nothing. */
  boolean isView(Bytes input) {
    return functions.values().stream()
        .filter(it -> input.size() >= 4 && Bytes.wrap(it.selector()).equals(input.slice(0, 4)))
        .anyMatch(it -> "view".equals(it.getStateMutability()));
  }

  /** A call of one function. */
  Draft of(String name) {
    NativeAddress contract = Abis.contract(name);
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
          case "revokeRole" ->
              AbiValues.tuple(Role.GOVERNOR.id(), Senders.address(1 + random.nextInt(9)));
          case "revokeServingKey" -> AbiValues.tuple(1L, Senders.address(random.nextInt(3)));
          default -> arguments.of(function.getInputs());
        };
    boolean payable = "payable".equals(function.getStateMutability());
    boolean bond = contract == NativeAddress.DATANETS && random.nextInt(4) != 0;
    BigInteger value = BigInteger.valueOf(payable && !bond ? (long) random.nextInt(300) : 0);
    if (payable ? random.nextInt(6) == 0 : random.nextInt(25) == 0) {
      value = BigInteger.valueOf(random.nextLong(1_000_000_000_000L));
    }
    return draft(name, "function", sender, contract, value, encoded(function, values));
  }

  /** All that could pay coins out to their callers. */
  static List<Draft> withdrawals() {
    List<Draft> all = new ArrayList<>();
    for (int i = 0; i < DevAccounts.FUNDED; i++) {
      all.add(withdrawal(NativeAddress.INFERENCE_FEES, i, "withdraw"));
      all.add(withdrawal(NativeAddress.INFLUENCE_ATTESTATIONS, i, "withdrawBond"));
      for (long model = 0; model < 3; model++) {
        all.add(withdrawal(NativeAddress.STAKING, i, "withdraw", model));
      }
    }
    return all;
  }

  private static Draft withdrawal(
      NativeAddress contract, int sender, String function, Object... arguments) {
    return FittingCalls.draft(contract, sender, BigInteger.ZERO, function, arguments);
  }

  /** Any call. */
  Draft next() {
    int kind = random.nextInt(100);
    if (kind < 6) {
      return of(names.get(random.nextInt(names.size())));
    }
    if (kind < 22) {
      return settlements.next();
    }
    if (kind < 78) {
      return fitting();
    }
    if (kind < 91) {
      return bent(sound());
    }
    return kind < 95 ? noise() : plain();
  }

  private Draft sound() {
    return switch (random.nextInt(3)) {
      case 0 -> settlements.next();
      case 1 -> fitting();
      default -> of(names.get(random.nextInt(names.size())));
    };
  }

  /** One that fits the state of its contract. */
  private Draft fitting() {
    while (true) {
      int place = random.nextInt(fitting.size() + 2);
      if (place >= fitting.size()) {
        return of(registries.get(random.nextInt(registries.size())));
      }
      Optional<Draft> draft = fitting.get(place).next();
      if (draft.isPresent()) {
        return draft.get();
      }
    }
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
          switch (Abis.contract(name)) {
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
      Address account = platform ? Senders.address(7) : Setting.TREASURY;
      return AbiValues.tuple(it.key(), random.nextBoolean() ? account.toBigInteger() : beyond);
    }
    if (it == Parameter.PLATFORM_FEE) {
      return AbiValues.tuple(it.key(), (long) random.nextInt(100_000));
    }
    return AbiValues.tuple(Parameter.MAX_LINEAGE.key(), random.nextInt(9) == 0 ? beyond : 8L);
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

  /**
   * Coins and calldata for an account without code: an old one, a new one, one kept for later
   * contracts.
   */
  private Draft plain() {
    Address to =
        switch (random.nextInt(3)) {
          case 0 -> Senders.address(random.nextInt(DevAccounts.FUNDED));
          case 1 -> DevAccounts.of(40 + random.nextInt(30)).address();
          default -> NativeAddress.reserved().get(random.nextInt(NativeAddress.reserved().size()));
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

  private static Bytes encoded(Function function, Tuple arguments) {
    return Bytes.wrap(function.encodeCall(arguments).array());
  }
}
