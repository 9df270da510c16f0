package org.openledger.precompile.machine;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** A network, its books, and the calls that steps make of it. */
final class Machine {

  static final String ALICES = "The quick brown fox jumps over the lazy dog.";
  static final String BOBS = "Sphinx of black quartz, judge my vow!";
  static final BigInteger NONE = BigInteger.ZERO;

  /** Functions by name, parsed once. */
  static final SortedMap<String, SortedMap<String, Function>> FUNCTIONS = new TreeMap<>();

  static {
    for (NativeAddress address : NativeAddress.values()) {
      FUNCTIONS.put(
          address.contract(), new TreeMap<>(ContractAbi.of(address.contract()).functions()));
    }
  }

  private static final UInt256 LOW_112 = UInt256.ONE.shiftLeft(112).subtract(1);
  private static final Address FEES = NativeAddress.INFERENCE_FEES.address();
  private static final Address DATANETS = NativeAddress.DATANETS.address();

  final TestNetwork network = new TestNetwork(parameters());
  final Books books = new Books();
  final SortedMap<String, Integer> successes = new TreeMap<>();
  private final FeeCalls fees = new FeeCalls(this);
  private final RegistryCalls registries = new RegistryCalls(this);
  private final BigInteger wealth;
  String last = "nothing";
  long calls;

  Machine() {
    MemoryHost host = network.host;
    host.setBlockNumber(100);
    long datanet = network.createDatanet();
    long a = network.accepted(Actors.ALICE, datanet, ALICES);
    long b = network.accepted(Actors.BOB, datanet, BOBS);
    network.attest(datanet, network.seal(datanet, a, b));
    long model = network.deploy(network.terms(BigInteger.TEN.pow(15), 8, 8), datanet, 1);
    host.setRecovery(Actors::recover);
    // Three of four operators are enough, after a delay.
    for (Address operator : new Address[] {Actors.ALICE, Actors.BOB, TestNetwork.TREASURY}) {
      network.send(TestNetwork.ADMIN, "System", "grantRole", Role.OPERATOR.id(), operator);
    }

    books.datanets.add(new Books.Datanet());
    books.datanet(1).owner = TestNetwork.OWNER;
    books.datanet(1).treasury = TestNetwork.DATANET_TREASURY;
    for (long id : new long[] {a, b}) {
      books.bonds.put(
          id, new Books.Escrow(id == a ? Actors.ALICE : Actors.BOB, datanet, BigInteger.ZERO));
      books.bonds.get(id).held = false;
    }
    Books.Model first =
        new Books.Model(
            new Prices(NONE, BigInteger.TEN.pow(15), 7_000, 1_000, 2_000, Address.ZERO));
    first.creator = TestNetwork.CREATOR;
    first.stage = 6;
    first.keys.add(network.servingKey.address());
    first.proposed.put(1L, first.prices);
    books.models.add(first);
    Violation.unlessEqual(1L, model, "first model");
    for (Parameter parameter : Parameter.values()) {
      books.parameters.put(parameter.label(), parameter.standard());
    }
    books.parameters.putAll(chosen());
    books.parameters.put("treasury", TestNetwork.TREASURY.toBigInteger());
    books.parameters.put("platformAccount", TestNetwork.PLATFORM.toBigInteger());
    books.roles.put("ADMIN", new TreeSet<>(List.of(TestNetwork.ADMIN)));
    books.roles.put(
        "OPERATOR",
        new TreeSet<>(
            List.of(TestNetwork.OPERATOR, Actors.ALICE, Actors.BOB, TestNetwork.TREASURY)));
    books.roles.put("GOVERNOR", new TreeSet<>(List.of(TestNetwork.GOVERNOR)));
    books.roles.put("ATTESTER", new TreeSet<>());
    wealth = network.wealth();
  }

  private static SortedMap<String, BigInteger> chosen() {
    SortedMap<String, BigInteger> chosen = new TreeMap<>();
    chosen.put("platformFee", BigInteger.valueOf(1_000));
    chosen.put("withdrawalDelay", BigInteger.valueOf(4));
    chosen.put("reserveWindow", BigInteger.valueOf(6));
    chosen.put("bondLock", BigInteger.valueOf(5));
    chosen.put("revealWindow", BigInteger.valueOf(8));
    chosen.put("changeNotice", BigInteger.valueOf(3));
    chosen.put("activationDelay", BigInteger.valueOf(3));
    chosen.put("underReportingPenalty", BigInteger.valueOf(40));
    return chosen;
  }

  private static SortedMap<Parameter, BigInteger> parameters() {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    SortedMap<String, BigInteger> chosen = chosen();
    for (Parameter parameter : Parameter.values()) {
      if (chosen.containsKey(parameter.label())) {
        parameters.put(parameter, chosen.get(parameter.label()));
      }
    }
    return parameters;
  }

  long block() {
    return network.host.blockNumber();
  }

  /** Makes a step, and checks what is cheap to check. */
  void step(Step step) {
    Random random = new Random(step.seed());
    int kind = random.nextInt(100);
    if (kind < 6) {
      network.host.setBlockNumber(block() + 1 + random.nextInt(3));
      last = "block " + block();
    } else if (kind < 7) {
      push(random);
    } else if (kind < 62) {
      fees.call(random);
    } else {
      registries.call(random);
    }
    held(FEES, network.host.storage(FEES, UInt256.ZERO).and(LOW_112), "InferenceFees");
  }

  private static Violation less(String contract) {
    return new Violation(contract + " owes more than it holds");
  }

  private void held(Address account, UInt256 owed, String contract) {
    if (network.host.balance(account).compareTo(owed) < 0) {
      throw less(contract);
    }
  }

  /** Coins that somebody pushes onto a contract, as a block's reward or SELFDESTRUCT can. */
  private void push(Random random) {
    boolean toFees = random.nextBoolean();
    BigInteger coins = BigInteger.valueOf(random.nextInt(5));
    Address to = toFees ? FEES : DATANETS;
    network.host.setBalance(to, network.host.balance(to).add(UInt256.valueOf(coins)));
    books.pushed = books.pushed.add(coins);
    if (toFees) {
      books.surplusOfFees = books.surplusOfFees.add(coins);
    } else {
      books.surplusOfDatanets = books.surplusOfDatanets.add(coins);
    }
    last = "push " + coins + " wei to " + to;
  }

  /** Calls a function; gives what it returned, or null where it did not succeed. */
  Tuple call(Address sender, BigInteger value, String contract, String name, Object... arguments) {
    Function function = FUNCTIONS.get(contract).get(name);
    Bytes input = Bytes.wrap(function.encodeCall(AbiValues.tuple(arguments)).array());
    last = sender + " sends " + value + " wei to " + contract + "." + name + " " + input;
    calls++;
    boolean compare = calls % 4_096 == 0; // The whole world costs more than many calls.
    MemoryHost.World before = compare ? network.host.world() : null;
    Outcome outcome = network.call(sender, contract, value, TestNetwork.GAS, input);
    if (outcome instanceof Outcome.Success success) {
      successes.merge(contract + "." + name, 1, Integer::sum);
      return function.decodeReturn(success.output().toArrayUnsafe());
    }
    if (before != null) {
      Violation.unless(before.equals(network.host.world()), "INV-CALL-03: a failed call's trace");
    }
    Violation.unless(outcome instanceof Outcome.Revert, "ended as " + outcome);
    return null;
  }

  <T> T read(String contract, String name, Object... arguments) {
    return answer(contract, name, arguments).get(0);
  }

  /** All that a view returns. */
  private Tuple answer(String contract, String name, Object... arguments) {
    Function function = FUNCTIONS.get(contract).get(name);
    Bytes input = Bytes.wrap(function.encodeCall(AbiValues.tuple(arguments)).array());
    Outcome outcome = network.call(TestNetwork.account(64), contract, NONE, TestNetwork.GAS, input);
    if (outcome instanceof Outcome.Success success) {
      return function.decodeReturn(success.output().toArrayUnsafe());
    }
    throw new Violation(contract + "." + name + " cannot be read: " + outcome);
  }

  /** Compares all books with what the contracts say. */
  void audit() {
    Violation.unlessEqual(wealth.add(books.pushed), network.wealth(), "all wei");
    contract("InferenceFees", FEES, books.owedByFees(), books.surplusOfFees);
    contract("Datanets", DATANETS, books.owedByDatanets(), books.surplusOfDatanets);
    for (Address account : Actors.ALL) {
      Tuple statement = read("InferenceFees", "statement", account);
      Books.Held deposit = books.deposit(account);
      BigInteger balance = books.balances.getOrDefault(account, NONE);
      Violation.unlessEqual(balance, statement.get(1), "balance of " + account);
      Violation.unlessEqual(deposit.amount, statement.get(2), "deposit of " + account);
      Violation.unlessEqual(deposit.unlocking, statement.get(3), "unlocking of " + account);
      Violation.unlessEqual(books.reserved(account), statement.get(5), "reserved of " + account);
    }
    Violation.unlessEqual(
        books.platform, this.<BigInteger>read("InferenceFees", "accruedPlatform"), "platform");
    Violation.unlessEqual(
        books.stakers, this.<BigInteger>read("InferenceFees", "accruedStakers"), "stakers");
    models();
    roles();
    for (Parameter parameter : Parameter.values()) {
      BigInteger value = read("System", "parameter", parameter.key());
      Violation.unlessEqual(books.parameter(parameter.label()), value, parameter.label());
      Violation.unless(parameter.admits(value), "INV-SYS-03: " + parameter.label());
    }
  }

  private void contract(String name, Address address, BigInteger owed, BigInteger surplus) {
    Violation.unlessEqual(owed, this.<BigInteger>read(name, "liabilities"), name + " owes");
    Violation.unlessEqual(
        owed.add(surplus), network.host.balance(address).toUnsignedBigInteger(), name + " holds");
  }

  private void models() {
    for (int i = 0; i < books.models.size(); i++) {
      Books.Model model = books.models.get(i);
      long id = i + 1L;
      Tuple accrued = answer("InferenceFees", "accrued", id);
      Violation.unlessEqual(model.creators, accrued.get(0), "accrued for the creator");
      Violation.unlessEqual(model.sink, accrued.get(1), "accrued for the sink");
      Violation.unlessEqual(
          model.bond.amount, this.<BigInteger>read("InferenceFees", "servingBond", id), "bond");
      Violation.unlessEqual(
          model.creator,
          AbiValues.address(
              this.<com.esaulpaugh.headlong.abi.Address>read("Models", "creator", id)),
          "creator");
      Violation.unlessEqual(model.stage, this.<Integer>read("Models", "stage", id), "stage");
    }
  }

  private void roles() {
    Violation.unless(!books.roles.get("ADMIN").isEmpty(), "INV-SYS-02: no admin");
    for (Role role : Role.values()) {
      BigInteger count = read("System", "getRoleMemberCount", role.id());
      Violation.unlessEqual(
          BigInteger.valueOf(books.roles.get(role.name()).size()), count, role + " members");
      for (Address account : books.roles.get(role.name())) {
        Violation.unless(read("System", "hasRole", role.id(), account), account + " is no " + role);
      }
    }
  }
}
