package org.openledger.node.history;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.NodeLog;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * A chain of random events that the contracts could have told, and what can be known of it by hand.
 */
final class RandomChain {

  static final int ACCOUNTS = 8;

  private static final NativeAddress DATANETS = NativeAddress.DATANETS;
  private static final NativeAddress MODELS = NativeAddress.MODELS;
  private static final NativeAddress FEES = NativeAddress.INFERENCE_FEES;

  /** What a contribution is of. */
  private record Given(long datanet, Address contributor) {}

  /** What is known after a block. */
  private static final class World {
    int datanets;
    int models;
    int requests;
    RandomVotes votes = new RandomVotes();
    final Map<Long, Given> contributions = new TreeMap<>();
    final Map<Long, List<Long>> waiting = new TreeMap<>();
    final Map<Long, Long> versions = new HashMap<>();
    final Map<Long, Long> modelVersions = new HashMap<>();

    World copy() {
      World copy = new World();
      copy.datanets = datanets;
      copy.models = models;
      copy.requests = requests;
      copy.votes = votes.copy();
      copy.contributions.putAll(contributions);
      waiting.forEach((datanet, ids) -> copy.waiting.put(datanet, new ArrayList<>(ids)));
      copy.versions.putAll(versions);
      copy.modelVersions.putAll(modelVersions);
      return copy;
    }
  }

  final FakeChain chain;
  private final SplittableRandom random;
  private final List<World> worlds = new ArrayList<>(List.of(new World()));

  RandomChain(long seed) {
    chain = new FakeChain(seed);
    random = new SplittableRandom(seed);
  }

  /** The account of a number: as the ledger would have given it. */
  static Address account(BlockRef block, long number) {
    return account(number);
  }

  static Address account(long number) {
    return Address.of(BigInteger.valueOf(0x1_0000_0000L + number * 7_919));
  }

  /** Adds so many blocks. */
  void grow(int blocks) {
    for (int i = 0; i < blocks; i++) {
      World world = worlds.getLast().copy();
      List<List<NodeLog>> transactions = new ArrayList<>();
      int count = random.nextInt(4);
      for (int t = 0; t < count; t++) {
        transactions.add(transaction(world, chain.head().number() + 1));
      }
      worlds.add(world);
      chain.add(transactions);
    }
  }

  /** Adds so many blocks without a transaction. */
  void growEmpty(int blocks) {
    for (int i = 0; i < blocks; i++) {
      worlds.add(worlds.getLast());
      chain.add(List.of());
    }
  }

  /** Takes back the last blocks. */
  void goBack(int depth) {
    long to = Math.max(0, chain.head().number() - depth);
    chain.rewind(to);
    while (worlds.size() > to + 1) {
      worlds.removeLast();
    }
  }

  /** Replaces the last blocks by as many others and some more. */
  void reorganise(int depth) {
    goBack(depth);
    grow(depth + random.nextInt(3));
  }

  private List<NodeLog> transaction(World world, long block) {
    List<NodeLog> logs = new ArrayList<>();
    switch (random.nextInt(15)) {
      case 0 -> createDatanet(world, logs);
      case 1, 2 -> contribute(world, logs);
      case 3 -> seal(world, logs);
      case 4 -> propose(world, logs);
      case 5 -> link(world, logs);
      case 6 -> change(world, block, logs);
      case 7 -> move(logs);
      case 8 -> batch(world, logs);
      case 9 -> logs.add(world.votes.propose(person()));
      case 10, 11 -> world.votes.goOn(random, person()).ifPresent(logs::add);
      default -> settle(world, logs, any(world.models), person());
    }
    return logs;
  }

  private void createDatanet(World world, List<NodeLog> logs) {
    long id = ++world.datanets;
    world.versions.put(id, 0L);
    world.waiting.put(id, new ArrayList<>());
    logs.add(
        NamedLog.of(
            DATANETS,
            "DatanetCreated",
            Map.of("datanet", id, "owner", person(), "treasury", person(), "name", "net " + id)));
  }

  private void contribute(World world, List<NodeLog> logs) {
    if (world.datanets == 0) {
      return;
    }
    long datanet = any(world.datanets);
    long id = world.contributions.size() + 1;
    Address contributor = person();
    long tokens = 1 + random.nextInt(1_000);
    world.contributions.put(id, new Given(datanet, contributor));
    world.waiting.get(datanet).add(id);
    Map<String, Object> values =
        Map.of(
            "datanet",
            datanet,
            "contribution",
            id,
            "contributor",
            contributor,
            "tokens",
            tokens,
            "documents",
            1L);
    logs.add(NamedLog.of(DATANETS, "Committed", values));
    logs.add(NamedLog.of(DATANETS, "Contributed", values));
    logs.add(
        NamedLog.of(
            DATANETS, "ContentPublished", Map.of("contribution", id, "content", new byte[9])));
  }

  private void seal(World world, List<NodeLog> logs) {
    if (world.datanets == 0) {
      return;
    }
    long datanet = any(world.datanets);
    List<Long> waiting = world.waiting.get(datanet);
    if (waiting.isEmpty()) {
      return;
    }
    long version = world.versions.merge(datanet, 1L, Long::sum);
    logs.add(
        NamedLog.of(
            DATANETS,
            "VersionSealed",
            Map.of(
                "datanet",
                datanet,
                "version",
                version,
                "contributions",
                waiting.stream().map(BigInteger::valueOf).toArray(BigInteger[]::new))));
    waiting.clear();
  }

  private void propose(World world, List<NodeLog> logs) {
    long parent = world.models > 0 && random.nextBoolean() ? any(world.models) : 0;
    long id = ++world.models;
    world.modelVersions.put(id, 1L);
    logs.add(
        NamedLog.of(
            MODELS,
            "ModelProposed",
            Map.of("model", id, "creator", person(), "parent", parent, "name", "model " + id)));
    logs.add(NamedLog.of(MODELS, "StageChanged", Map.of("model", id, "current", 1L)));
  }

  private void link(World world, List<NodeLog> logs) {
    if (world.models == 0 || world.datanets == 0) {
      return;
    }
    long datanet = any(world.datanets);
    if (world.versions.get(datanet) > 0) {
      long version = 1 + random.nextLong(world.versions.get(datanet));
      logs.add(
          NamedLog.of(
              MODELS,
              "ModelLinked",
              Map.of("model", any(world.models), "datanet", datanet, "version", version)));
    }
  }

  /** A version is proposed, scheduled at once or taken back; or the model changes hands. */
  private void change(World world, long block, List<NodeLog> logs) {
    if (world.models == 0) {
      return;
    }
    long model = any(world.models);
    if (random.nextInt(4) == 0) {
      logs.add(
          NamedLog.of(MODELS, "ModelTransferred", Map.of("model", model, "current", person())));
      return;
    }
    long version = world.modelVersions.merge(model, 1L, Long::sum);
    List<Tuple> links = new ArrayList<>();
    for (long datanet = 1; datanet <= world.datanets; datanet++) {
      if (world.versions.get(datanet) > 0 && random.nextBoolean()) {
        links.add(
            Tuple.from(
                BigInteger.valueOf(datanet), BigInteger.valueOf(world.versions.get(datanet))));
      }
    }
    logs.add(
        NamedLog.of(
            MODELS,
            "VersionProposed",
            Map.of("model", model, "version", version, "links", links.toArray(Tuple[]::new))));
    logs.add(
        NamedLog.of(
            MODELS,
            "VersionScheduled",
            Map.of(
                "model",
                model,
                "version",
                version,
                "fromBlock",
                block + random.nextInt(5),
                "source",
                version)));
    if (random.nextInt(4) == 0) {
      logs.add(NamedLog.of(MODELS, "VersionWithdrawn", Map.of("model", model, "version", version)));
    }
  }

  private void move(List<NodeLog> logs) {
    Address account = person();
    logs.add(
        NamedLog.of(
            FEES,
            random.nextBoolean() ? "Collected" : "Withdrawn",
            Map.of("account", account, "to", person(), "amount", 1L + random.nextInt(99))));
    logs.add(
        NamedLog.of(
            FEES,
            "Deposited",
            Map.of("account", person(), "from", account, "amount", 1L + random.nextInt(99))));
  }

  private void batch(World world, List<NodeLog> logs) {
    long model = any(world.models);
    Address payer = person();
    int items = random.nextInt(4);
    for (int i = 0; i < items; i++) {
      settle(world, logs, model, payer);
    }
    logs.add(
        NamedLog.of(
            FEES,
            "BatchSettled",
            Map.of("model", model, "payer", payer, "nonce", (long) ++world.requests)));
  }

  private void settle(World world, List<NodeLog> logs, long model, Address payer) {
    if (world.models == 0) {
      return;
    }
    long pool = random.nextInt(1_000);
    long left = pool;
    ByteBuffer payouts = ByteBuffer.allocate(20 * ACCOUNTS);
    for (long account : new TreeSet<>(List.of(number(), number(), number()))) {
      long amount = 1 + random.nextInt(100);
      if (amount <= left) {
        payouts.putInt((int) account).putLong(0).putLong(amount);
        left -= amount;
      }
    }
    Map<String, Object> values = new HashMap<>();
    values.put("model", model);
    values.put("payer", payer);
    values.put("version", 1 + random.nextLong(world.modelVersions.get(model)));
    values.put("request", (long) ++world.requests);
    values.put("inputTokens", 5L);
    values.put("tokens", 100L);
    values.put("covered", 60L);
    values.put("paid", 50L);
    values.put("full", 100L);
    values.put("fee.gross", pool + 17);
    values.put("fee.platform", 5L);
    values.put("fee.net", pool + 12);
    values.put("fee.creator", 9L);
    values.put("fee.stakers", 3L);
    values.put("fee.contributors", pool);
    values.put("sink", left);
    values.put("payouts", java.util.Arrays.copyOf(payouts.array(), payouts.position()));
    logs.add(NamedLog.of(FEES, "InferenceSettled", values));
    if (random.nextInt(10) == 0) {
      logs.add(
          NamedLog.of(
              FEES,
              "PenaltyPaid",
              Map.of(
                  "model",
                  model,
                  "account",
                  person(),
                  "request",
                  (long) world.requests,
                  "amount",
                  8L)));
      logs.add(
          NamedLog.of(
              FEES,
              "UnderReportingProved",
              Map.of(
                  "model",
                  model,
                  "payer",
                  payer,
                  "request",
                  (long) world.requests,
                  "toPayer",
                  7L,
                  "toContributors",
                  8L)));
    }
  }

  private long any(int count) {
    return count == 0 ? 1 : 1 + random.nextInt(count);
  }

  private Address person() {
    return account(number());
  }

  private long number() {
    return 1 + random.nextInt(ACCOUNTS);
  }
}
