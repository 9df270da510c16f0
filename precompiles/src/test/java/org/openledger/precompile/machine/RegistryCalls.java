package org.openledger.precompile.machine;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** Calls of every function of System, Datanets and Models, and of all views. */
final class RegistryCalls {

  static final List<Parameter> GOVERNED =
      List.of(
          Parameter.PLATFORM_FEE,
          Parameter.PLATFORM_ACCOUNT,
          Parameter.TREASURY,
          Parameter.CHANGE_NOTICE,
          Parameter.REVEAL_WINDOW,
          Parameter.BOND_LOCK,
          Parameter.WITHDRAWAL_DELAY,
          Parameter.RESERVE_WINDOW,
          Parameter.MIN_SERVING_BOND,
          Parameter.UNDER_REPORTING_PENALTY);

  private static final BigInteger NONE = BigInteger.ZERO;

  /** A function of a contract. */
  private record Target(String contract, Function function) {}

  /** Functions that write, several times each, and views; {@link FeeCalls} makes the others. */
  private static final List<Target> TARGETS = targets();

  private record Sealed(long datanet, long version) {}

  private record Committed(Address author, long datanet, String text) {}

  private final Machine machine;
  private final Books books;
  private final SortedMap<Long, Committed> commitments = new TreeMap<>();

  private final SortedSet<Long> accepted = new TreeSet<>();
  private final List<Sealed> sealed = new ArrayList<>();

  RegistryCalls(Machine machine) {
    this.machine = machine;
    this.books = machine.books;
  }

  private static List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    Machine.FUNCTIONS.forEach(
        (contract, functions) ->
            functions
                .values()
                .forEach(
                    function -> {
                      boolean view = "view".equals(function.getStateMutability());
                      // These have machines of their own.
                      boolean elsewhere =
                          contract.equals("InferenceFees")
                              || contract.equals("Staking")
                              || contract.equals("Governance")
                              || contract.equals("Services")
                              || contract.equals("Feedback")
                              || contract.equals("Agents")
                              || contract.equals("InfluenceAttestations")
                              || function.getName().equals("sweepSurplus");
                      if (view || !elsewhere) {
                        for (int i = view ? 1 : weight(function.getName()); i > 0; i--) {
                          targets.add(new Target(contract, function));
                        }
                      }
                    }));
    return targets;
  }

  private static int weight(String function) {
    return switch (function) {
      case "advance", "accept", "commit", "contribute", "contributeInline" -> 8;
      case "reveal", "revealInline", "releaseBond", "requestAccess", "seal", "link" -> 6;
      // What ends a sequence's interesting part is rare.
      case "retire", "setWeightTable", "registerTokenizer" -> 1;
      default -> 3;
    };
  }

  void call(Random random) {
    Target target = TARGETS.get(random.nextInt(TARGETS.size()));
    String contract = target.contract();
    String name = target.function().getName();
    Object[] arguments = new Arguments(machine, random, contract).of(target.function().getInputs());
    Address sender =
        random.nextInt(5) == 0 ? Actors.any(random) : entitled(random, contract, name, arguments);
    BigInteger value = NONE;
    switch (name) {
      case "setParameter" ->
          arguments[1] =
              Arguments.parameter(random, Parameter.byKey(word(arguments[0])).orElseThrow());
      case "revokeRole", "grantRole" -> spareTheLastOnes(random, name, arguments);
      case "scheduleProtocol" -> {
        // So far ahead that no sequence comes there: its rules exist in no code.
        arguments[0] = BigInteger.valueOf(1 + random.nextInt(3));
        long notice = Parameter.PROTOCOL_NOTICE.standard().longValueExact();
        arguments[1] = BigInteger.valueOf(machine.block() + notice - 1 + random.nextInt(4));
      }
      case "commit" -> commitment(random, sender, arguments);
      case "seal" -> sender = sealing(random, sender, arguments);
      case "attest", "activate" -> {
        if (!sealed.isEmpty()) {
          Sealed it = sealed.get(random.nextInt(sealed.size()));
          arguments[0] = BigInteger.valueOf(it.datanet());
          arguments[1] = BigInteger.valueOf(it.version());
        }
      }
      case "reveal", "revealInline" -> sender = opening(random, sender, name, arguments);
      case "takeDown", "markCommons", "slash" -> spareTheFirst(random, arguments);
      case "retire" -> arguments[0] = BigInteger.valueOf(Math.max(2, books.models.size()));
      case "createDatanet" -> {
        if (books.datanets.size() > 4) {
          return;
        }
      }
      case "propose" -> {
        if (books.models.size() > 5) {
          return;
        }
      }
      default -> value = NONE;
    }
    if ("payable".equals(target.function().getStateMutability())) {
      value = due(name, arguments);
      value = random.nextInt(10) == 0 ? value.add(BigInteger.ONE) : value;
    }
    Tuple done = machine.call(sender, value, contract, name, arguments);
    if (done != null) {
      effect(contract, name, sender, value, arguments, done);
    }
  }

  /** Few sequences end with nobody left who governs: most change others' roles. */
  private static void spareTheLastOnes(Random random, String name, Object[] arguments) {
    Address account = Actors.PAYERS[random.nextInt(3)];
    if (random.nextInt(40) != 0) {
      arguments[1] = AbiValues.address(account);
    }
  }

  /** The two contributions that models learn from keep their payees for a while. */
  private static void spareTheFirst(Random random, Object[] arguments) {
    BigInteger id = (BigInteger) arguments[0];
    if (id.bitLength() <= 2 && random.nextInt(12) != 0) {
      arguments[0] = id.add(BigInteger.TWO);
    }
  }

  private void commitment(Random random, Address sender, Object[] arguments) {
    String text = Arguments.TEXTS[random.nextInt(Arguments.TEXTS.length)];
    Content content = Content.parse(TestNetwork.content(text), 256);
    Tuple values =
        AbiValues.tuple(
            TestNetwork.CHAIN_ID,
            arguments[0],
            sender,
            Bytes32.wrap(content.root()),
            content.tokenCount(),
            (long) content.documentCount(),
            Bytes32.ZERO);
    byte[] encoded =
        TupleType.parse("(uint256,uint256,address,bytes32,uint256,uint256,bytes32)")
            .encode(values)
            .array();
    arguments[1] = Keccak256.hash(Bytes.wrap(encoded)).toArray();
    arguments[2] = BigInteger.valueOf(content.tokenCount());
    commitments.put(books.bonds.size() + 1L, new Committed(sender, number(arguments[0]), text));
  }

  /** Something that was accepted, in its Datanet. */
  private Address sealing(Random random, Address sender, Object[] arguments) {
    if (accepted.isEmpty()) {
      return sender;
    }
    List<Long> ids = List.copyOf(accepted);
    long id = ids.get(random.nextInt(ids.size()));
    long datanet = books.bonds.get(id).datanet;
    arguments[0] = BigInteger.valueOf(datanet);
    arguments[1] = new BigInteger[] {BigInteger.valueOf(id)};
    return books.datanet(datanet).owner;
  }

  private Address opening(Random random, Address sender, String name, Object[] arguments) {
    if (commitments.isEmpty()) {
      return sender;
    }
    List<Long> ids = List.copyOf(commitments.keySet());
    long id = ids.get(ids.size() - 1 - random.nextInt(Math.min(4, ids.size())));
    Committed it = commitments.get(id);
    Content content = Content.parse(TestNetwork.content(it.text()), 256);
    arguments[0] = BigInteger.valueOf(id);
    if (name.equals("reveal")) {
      arguments[1] = content.root();
      arguments[2] = BigInteger.valueOf(content.documentCount());
      arguments[3] = new byte[32];
    } else {
      arguments[1] = new byte[32];
      arguments[3] = content.encoded();
    }
    return it.author();
  }

  private Address entitled(Random random, String contract, String name, Object[] arguments) {
    switch (contract) {
      case "System" -> {
        return member(random, name.equals("setWeightTable") ? Role.GOVERNOR : Role.ADMIN);
      }
      case "Models" -> {
        boolean governed =
            name.equals("approveVersion") || name.equals("advance") && random.nextBoolean();
        return governed
            ? member(random, Role.GOVERNOR)
            : name.equals("propose") ? TestNetwork.CREATOR : creator(arguments);
      }
      default -> {
        return switch (name) {
          case "accept", "acceptAsCommons", "reject", "markDuplicate" -> TestNetwork.REVIEWER;
          case "markCommons", "slash" -> member(random, Role.GOVERNOR);
          case "takeDown", "releaseBond" -> author(books.bonds, arguments);
          case "cancelRequest" -> author(books.prices, arguments);
          case "grantAccess", "denyAccess" -> {
            Books.Escrow it = books.prices.get(number(arguments[0]));
            yield it == null ? TestNetwork.OWNER : books.datanet(it.datanet).owner;
          }
          case "attest" -> member(random, Role.OPERATOR);
          case "requestAccess", "commit", "contribute", "contributeInline", "createDatanet" ->
              Actors.any(random);
          default -> owner(arguments);
        };
      }
    }
  }

  private Address member(Random random, Role role) {
    List<Address> members = List.copyOf(books.roles.get(role.name()));
    return members.isEmpty() ? Actors.any(random) : members.get(random.nextInt(members.size()));
  }

  private Address creator(Object[] arguments) {
    long id = arguments.length > 0 && arguments[0] instanceof BigInteger it ? it.longValue() : 0;
    return id > 0 && id <= books.models.size() ? books.model(id).creator : TestNetwork.CREATOR;
  }

  private Address owner(Object[] arguments) {
    long id = arguments.length > 0 && arguments[0] instanceof BigInteger it ? it.longValue() : 0;
    return id > 0 && id <= books.datanets.size() ? books.datanet(id).owner : TestNetwork.OWNER;
  }

  private static Address author(SortedMap<Long, Books.Escrow> escrows, Object[] arguments) {
    Books.Escrow it = escrows.get(number(arguments[0]));
    return it == null ? TestNetwork.OWNER : it.owner;
  }

  /** What a call must bring. */
  private BigInteger due(String name, Object[] arguments) {
    long id = number(arguments[0]);
    if (id > books.datanets.size()) {
      return NONE;
    }
    Books.Datanet datanet = books.datanet(id);
    return switch (name) {
      case "commit", "contribute" ->
          ((BigInteger) arguments[2]).multiply(BigInteger.valueOf(datanet.bondPerToken));
      case "contributeInline" ->
          BigInteger.valueOf(
              datanet.bondPerToken * Content.parse((byte[]) arguments[2], 256).tokenCount());
      case "requestAccess" ->
          ((BigInteger) arguments[2]).multiply(BigInteger.valueOf(datanet.accessPrice));
      default -> BigInteger.valueOf(60);
    };
  }

  private static Bytes32 word(Object argument) {
    return Bytes32.wrap((byte[]) argument);
  }

  private static Address account(Object argument) {
    return AbiValues.address((com.esaulpaugh.headlong.abi.Address) argument);
  }

  private static long number(Object argument) {
    return ((BigInteger) argument).longValue();
  }

  private static long id(Tuple returned) {
    return returned.<BigInteger>get(0).longValueExact();
  }

  private void effect(
      String contract, String name, Address sender, BigInteger value, Object[] it, Tuple done) {
    switch (contract) {
      case "System" -> system(name, sender, it);
      case "Datanets" -> {
        datanets(name, sender, value, it, done);
        money(name, sender, value, it, done);
      }
      case "Models" -> models(name, sender, it, done);
      default -> {}
    }
  }

  private void system(String name, Address sender, Object[] it) {
    boolean writes = !"view".equals(Machine.FUNCTIONS.get("System").get(name).getStateMutability());
    String needed = name.equals("setWeightTable") ? "GOVERNOR" : "ADMIN";
    Violation.unless(!writes || books.has(needed, sender), name + " by " + sender);
    switch (name) {
      case "setParameter" -> {
        Parameter parameter = Parameter.byKey(word(it[0])).orElseThrow();
        if (parameter == Parameter.PLATFORM_ACCOUNT) {
          books.payPlatform();
        } else if (parameter == Parameter.TREASURY) {
          books.payTreasury();
        }
        books.parameters.put(parameter.label(), (BigInteger) it[1]);
      }
      case "grantRole" -> role(it[0]).add(account(it[1]));
      case "revokeRole" -> role(it[0]).remove(account(it[1]));
      case "scheduleProtocol" -> {
        Violation.unless(!books.scheduled, "INV-SYS-07: a second version was scheduled");
        Violation.unlessEqual(BigInteger.TWO, it[0], "INV-SYS-07: scheduled version");
        Violation.unless(
            number(it[1])
                >= machine.block() + Parameter.PROTOCOL_NOTICE.standard().longValueExact(),
            "INV-SYS-08: notice");
        books.scheduled = true;
      }
      case "cancelProtocol" -> {
        Violation.unless(books.scheduled, "nothing was scheduled");
        books.scheduled = false;
      }
      default -> {}
    }
  }

  private SortedSet<Address> role(Object id) {
    for (Role role : Role.values()) {
      if (role.id().equals(word(id))) {
        return books.roles.get(role.name());
      }
    }
    throw new Violation("no role " + word(id));
  }

  private void datanets(String name, Address sender, BigInteger value, Object[] it, Tuple done) {
    switch (name) {
      case "createDatanet" -> {
        Books.Datanet datanet = new Books.Datanet();
        Tuple settings = (Tuple) it[1];
        datanet.owner = sender;
        datanet.treasury = account(settings.get(4));
        policy(datanet, settings.get(7));
        books.datanets.add(datanet);
        Violation.unlessEqual((long) books.datanets.size(), id(done), "Datanet's number");
      }
      case "setPolicy" -> policy(owned(sender, it), (Tuple) it[1]);
      case "setTreasury" -> owned(sender, it).treasury = account(it[1]);
      case "accept" -> accepted.add(number(it[0]));
      case "seal" -> {
        owned(sender, it);
        for (BigInteger id : (BigInteger[]) it[1]) {
          Violation.unless(books.sealed.add(id.longValue()), "INV-DAT-02: sealed twice " + id);
          accepted.remove(id.longValue());
        }
        sealed.add(new Sealed(number(it[0]), id(done)));
      }
      case "acceptOwnership" -> books.datanet(number(it[0])).owner = sender;
      case "setQuorum",
          "appointReviewer",
          "dismissReviewer",
          "allowContributor",
          "disallowContributor",
          "transferOwnership",
          "giveAccess" ->
          owned(sender, it);
      case "attest" -> Violation.unless(books.has("OPERATOR", sender), "attested by " + sender);
      case "markCommons", "takeDown", "slash" -> {
        books.unpaid.add(number(it[0]));
        boolean governed = name.equals("takeDown") || books.has("GOVERNOR", sender);
        Violation.unless(governed, name + " by " + sender);
      }
      case "commit", "contribute", "contributeInline" -> {
        long id = id(done);
        Violation.unlessEqual(books.bonds.size() + 1L, id, "INV-DAT-01: contribution's number");
        Books.Escrow bond = new Books.Escrow(sender, number(it[0]), value);
        bond.held = value.signum() > 0;
        books.bonds.put(id, bond);
      }
      default -> {}
    }
  }

  private Books.Datanet owned(Address sender, Object[] it) {
    Books.Datanet datanet = books.datanet(number(it[0]));
    Violation.unlessEqual(datanet.owner, sender, "owner of Datanet " + it[0]);
    return datanet;
  }

  private static void policy(Books.Datanet datanet, Tuple policy) {
    datanet.autoGrant = policy.<Boolean>get(4);
    datanet.bondPerToken = policy.<BigInteger>get(5).longValueExact();
    datanet.accessPrice = policy.<BigInteger>get(6).longValueExact();
  }

  /** What Datanets takes, holds and pays out. */
  private void money(String name, Address sender, BigInteger value, Object[] it, Tuple done) {
    switch (name) {
      case "slash" -> {
        Address to = account(it[1]);
        boolean treasury = to.equals(Address.of(books.parameter("treasury")));
        Violation.unless(treasury || !books.has("GOVERNOR", to), "a governor paid himself");
        Violation.unless(!to.equals(author(books.bonds, it)), "slashed to its author");
        books.credit(to, leave(books.bonds, it, "INV-DAT-09"));
      }
      case "releaseBond" -> {
        BigInteger bond = leave(books.bonds, it, "INV-DAT-09");
        Violation.unlessEqual(bond, done.get(0), "bond");
        Violation.unlessEqual(author(books.bonds, it), sender, "bond's owner");
        books.credit(sender, bond);
      }
      case "requestAccess" -> {
        Books.Escrow price = new Books.Escrow(sender, number(it[0]), value);
        Books.Datanet datanet = books.datanet(price.datanet);
        books.prices.put(id(done), price);
        Violation.unlessEqual((long) books.prices.size(), id(done), "request's number");
        if (datanet.autoGrant) {
          price.held = false;
          books.credit(datanet.treasury, value);
        }
      }
      case "grantAccess" -> {
        Books.Datanet datanet = books.datanet(books.prices.get(number(it[0])).datanet);
        Violation.unlessEqual(datanet.owner, sender, "granted by");
        books.credit(datanet.treasury, leave(books.prices, it, "a price paid twice"));
      }
      case "denyAccess", "cancelRequest" ->
          books.credit(author(books.prices, it), leave(books.prices, it, "a price paid twice"));
      case "revokeAccess" -> {
        BigInteger refund = done.get(0);
        Violation.unless(refund.compareTo(value) <= 0, "a refund beyond what came");
        books.credit(account(it[1]), refund);
        books.credit(sender, value.subtract(refund));
      }
      default -> {}
    }
  }

  private static BigInteger leave(
      SortedMap<Long, Books.Escrow> escrows, Object[] it, String invariant) {
    Books.Escrow escrow = escrows.get(number(it[0]));
    Violation.unless(escrow.held, invariant + ": " + it[0]);
    escrow.held = false;
    return escrow.amount;
  }

  private void models(String name, Address sender, Object[] it, Tuple done) {
    switch (name) {
      case "propose" -> {
        Tuple terms = (Tuple) it[3];
        Books.Model model = new Books.Model(prices(terms, 4, account(terms.get(13))));
        model.creator = sender;
        model.keys.add(account(it[2]));
        model.proposed.put(1L, model.prices);
        books.models.add(model);
        Violation.unlessEqual((long) books.models.size(), id(done), "model's number");
      }
      case "advance" -> books.model(number(it[0])).stage = done.<Integer>get(0);
      case "retire" -> own(sender, it).stage = 7;
      case "addServingKey" -> own(sender, it).keys.add(account(it[1]));
      case "revokeServingKey" -> own(sender, it).keys.remove(account(it[1]));
      case "acceptModel" -> books.model(number(it[0])).creator = sender;
      case "link", "transferModel" -> own(sender, it);
      case "proposeVersion" -> {
        Tuple terms = (Tuple) it[1];
        own(sender, it).proposed.put(id(done), prices(terms, 4, account(terms.get(13))));
      }
      case "approveVersion" -> {
        Violation.unless(books.has("GOVERNOR", sender), "approved by " + sender);
        Books.Model model = books.model(number(it[0]));
        schedule(model, model.proposed.get(number(it[1])), number(it[1]), number(it[2]));
      }
      case "schedulePricing" -> {
        Books.Model model = own(sender, it);
        Prices now = model.at(machine.block());
        schedule(model, prices((Tuple) it[1], 0, now.sink()), id(done), number(it[2]));
      }
      case "withdrawVersion" -> {
        Books.Model model = own(sender, it);
        model.at(machine.block());
        if (model.next != null && model.nextVersion == number(it[1])) {
          model.next = null;
        }
      }
      default -> {}
    }
  }

  private Books.Model own(Address sender, Object[] it) {
    Books.Model model = books.model(number(it[0]));
    Violation.unlessEqual(model.creator, sender, "creator of model " + it[0]);
    return model;
  }

  /** INV-MOD-03. */
  private void schedule(Books.Model model, Prices prices, long version, long from) {
    model.at(machine.block());
    Violation.unless(model.next == null, "INV-MOD-03: two changes at once");
    long least = machine.block() + books.parameter("changeNotice").longValue();
    Violation.unless(from >= least, "INV-MOD-03: a change without notice");
    model.next = prices;
    model.nextVersion = version;
    model.nextBlock = from;
  }

  private static Prices prices(Tuple it, int first, Address sink) {
    return new Prices(
        it.get(first),
        it.get(first + 1),
        it.<BigInteger>get(first + 2).intValue(),
        it.<BigInteger>get(first + 3).intValue(),
        it.<BigInteger>get(first + 4).intValue(),
        sink);
  }
}
