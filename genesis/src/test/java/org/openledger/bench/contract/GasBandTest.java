package org.openledger.bench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.CREATOR;
import static org.openledger.bench.contract.BenchNetwork.KEY;
import static org.openledger.bench.contract.BenchNetwork.OWNER;
import static org.openledger.bench.contract.BenchNetwork.PAYER;
import static org.openledger.bench.contract.BenchNetwork.REVIEWER;
import static org.openledger.bench.contract.BenchNetwork.answer;
import static org.openledger.bench.contract.BenchNetwork.noBatch;
import static org.openledger.bench.contract.BenchNetwork.signature;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.ArrayType;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.content.AnswerCommitment;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.MerkleTree;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.attribution.segment.Contribution;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.fee.Receipt;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.SegmentSource;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/**
 * Gas grows linearly with every argument that has a size, and with what a call reads of the state:
 * measured at four sizes or more, each within 2 % of the line through the smallest and the largest.
 */
class GasBandTest {

  private static final String DATANETS = "Datanets";
  private static final String MODELS = "Models";
  private static final String FEES = "InferenceFees";
  private static final String ATTRIBUTION = "TokenAttribution";
  private static final String FEEDBACK = "Feedback";
  private static final String ATTESTATIONS = "InfluenceAttestations";
  private static final Bytes32 WORD = Bytes32.repeat((byte) 7);
  private static final BigInteger COINS = BigInteger.TEN.pow(24);
  private static final int[] TEXT = pattern(4_096);
  private static final byte[] SEED = {1};

  /** Payees to a word of storage: the first of one costs more, whatever its size. */
  private static final int PAYEES = 8;

  private final BenchNetwork network = new BenchNetwork(parameters());
  private final SortedMap<String, IntFunction<ContractCall>> calls = new TreeMap<>();
  private final SortedMap<String, int[]> sizes = new TreeMap<>();
  private long rounds;
  private long epochs;

  private static SortedMap<Parameter, BigInteger> parameters() {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.MAX_REVIEWERS, BigInteger.valueOf(256));
    parameters.put(Parameter.FEEDBACK_WINDOW, BigInteger.ONE);
    parameters.put(Parameter.MAX_FEEDBACK_ITEMS, BigInteger.valueOf(32));
    EconomySizes.configure(parameters);
    return parameters;
  }

  /** Eight ids again and again: every stretch of a length weighs the same. */
  private static int[] pattern(int length) {
    int[] ids = new int[length];
    Arrays.setAll(ids, i -> 'a' + i % 8);
    return ids;
  }

  private void on(String what, IntFunction<ContractCall> call, int... at) {
    calls.put(what, call);
    sizes.put(what, at);
  }

  private static ContractCall call(
      Address sender, String contract, String function, Object... arguments) {
    return BenchNetwork.of(sender, BigInteger.ZERO, contract, function, arguments);
  }

  private long gas(String what, int size) {
    assertThat(network.make(calls.get(what).apply(size), BenchNetwork.PLENTY))
        .as("%s of %s", what, size)
        .isInstanceOf(Outcome.Success.class);
    network.host().rewind();
    return network.gasUsed();
  }

  @Test
  void gasGrowsLinearlyWithEverySize() {
    calls();
    requireEverySize();
    calls.forEach(
        (what, call) -> {
          int[] at = sizes.get(what);
          assertThat(at.length).as(what).isGreaterThanOrEqualTo(4);
          long[] gas = Arrays.stream(at).mapToLong(size -> gas(what, size)).toArray();
          int last = at.length - 1;
          double slope = (double) (gas[last] - gas[0]) / (at[last] - at[0]);
          assertThat(slope).as(what).isPositive();
          for (int i = 1; i < last; i++) {
            double line = gas[0] + slope * (at[i] - at[0]);
            assertThat(gas[i] / line)
                .as("%s: gas %s at %s", what, Arrays.toString(gas), Arrays.toString(at))
                .isBetween(0.98, 1.02);
          }
        });
  }

  /** From the ABI: no array, text or bytes of any function is missing. */
  private void requireEverySize() {
    SortedSet<String> declared = new TreeSet<>();
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      ContractAbi abi = ContractAbi.of(contract.name());
      for (String function : abi.functions().keySet()) {
        String path = contract.name() + "." + function;
        sizes(abi.function(function).getInputs(), path, declared);
      }
    }
    // 65 bytes or refused.
    declared.removeIf(path -> path.toLowerCase(java.util.Locale.ROOT).endsWith("signature"));
    // As many siblings as the answer's tree is high: log2 of its tokens.
    assertThat(declared.remove(FEES + ".proveUnderReporting.evidence.openings.path")).isTrue();
    SortedSet<String> measured = new TreeSet<>(calls.keySet());
    measured.removeIf(what -> what.contains("#")); // Sizes of state.
    assertThat(measured).isEqualTo(declared);
  }

  private static void sizes(TupleType<?> type, String path, SortedSet<String> found) {
    for (int i = 0; i < type.size(); i++) {
      ABIType<?> part = type.get(i);
      sizes(part, path + "." + type.getElementName(i), found);
    }
  }

  private static void sizes(ABIType<?> type, String path, SortedSet<String> found) {
    if (type instanceof TupleType<?> tuple) {
      sizes(tuple, path, found);
    } else if (type instanceof ArrayType<?, ?, ?> array && array.isDynamic()) {
      found.add(path);
      if (array.getElementType() instanceof TupleType<?> element) {
        sizes(element, path, found);
      }
    }
  }

  private void calls() {
    datanets();
    long datanet = network.datanet(List.of(ALICE), List.of(TEXT));
    long model = network.deploy(BenchNetwork.terms(1_000, 4, 1), datanet);
    models();
    attribution(model, datanet);
    network.pay(PAYER, COINS, FEES, "deposit");
    network.pay(CREATOR, COINS, FEES, "depositServingBond", model);
    fees(model);
    disputes(model);
    feedback(model);
    attestations();
    new EconomySizes(network, this::on).add();
  }

  private void attestations() {
    List<int[]> texts = new ArrayList<>();
    List<Address> authors = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      texts.add(pattern(8));
      authors.add(ALICE);
    }
    long datanet = network.openDatanet();
    List<Contribution> corpus = network.contribute(datanet, authors, texts);
    network.seal(datanet, corpus);
    long first = corpus.getFirst().order();
    long model = network.deploy(BenchNetwork.influenceTerms(1_000), datanet);
    for (int i = 0; i < 16; i++) {
      Address attester = BenchNetwork.account(30 + i);
      network.send(BenchNetwork.account(1), "System", "grantRole", Role.ATTESTER.id(), attester);
      network.pay(attester, Parameter.MIN_ATTESTER_BOND.standard(), ATTESTATIONS, "register");
    }
    skip(1);
    on(
        "InfluenceAttestations.submit.weights",
        n -> result("submit", model, epoch(model), weights(first, n), 9),
        8,
        16,
        32,
        64);
    on(
        "InfluenceAttestations.submit.signatures",
        n -> result("submit", model, epoch(model), weights(first, 8), n),
        9,
        11,
        13,
        16);
    on("InfluenceAttestations.cosign.signatures", n -> cosigning(model, first, n), 1, 3, 5, 7);
    on("InfluenceAttestations.rerun.weights", n -> rerunning(model, first, n, 11), 8, 16, 32, 64);
    on(
        "InfluenceAttestations.rerun.signatures",
        n -> rerunning(model, first, 8, n),
        11,
        12,
        14,
        16);
    on(
        "InfluenceAttestations.pay.weights",
        n -> {
          network.run(result("submit", model, epoch(model), weights(first, n), 9));
          skip(21_601);
          return call(CAROL, ATTESTATIONS, "pay", model, epochs, weights(first, n));
        },
        8,
        16,
        32,
        64);
  }

  /** The number of a new epoch of a model that has ended. */
  private long epoch(long model) {
    BigInteger gross = network.send(CAROL, FEES, "quote", model, 0L, 8L).<Tuple>get(0).get(0);
    network.pay(
        PAYER, gross, FEES, "settle", model, 1_000L + epochs, answer(pattern(8)), receipt());
    skip(7_200);
    return ++epochs;
  }

  private static Bytes weights(long first, int count) {
    Bytes[] all = new Bytes[count];
    Arrays.setAll(
        all,
        i -> Bytes.concatenate(Bytes.ofUnsignedLong(first + i).slice(2), Bytes.ofUnsignedInt(1)));
    return Bytes.concatenate(all);
  }

  private static Bytes signatures(int from, int to) {
    Bytes[] all = new Bytes[to - from];
    Arrays.setAll(all, i -> BenchNetwork.signature(BenchNetwork.account(30 + from + i)));
    return Bytes.concatenate(all);
  }

  private static ContractCall result(
      String function, long model, long epoch, Bytes weights, int signers) {
    return call(
        CAROL, ATTESTATIONS, function, model, epoch, WORD, WORD, weights, signatures(0, signers));
  }

  private ContractCall cosigning(long model, long first, int signers) {
    network.run(result("submit", model, epoch(model), weights(first, 8), 9));
    Bytes more = signatures(9, 9 + signers);
    return call(CAROL, ATTESTATIONS, "cosign", model, epochs, WORD, WORD, WORD, more);
  }

  private ContractCall rerunning(long model, long first, int weights, int signers) {
    network.run(result("submit", model, epoch(model), weights(first, 8), 9));
    network.pay(
        CAROL, Parameter.CHALLENGE_BOND.standard(), ATTESTATIONS, "challenge", model, epochs, WORD);
    return result("rerun", model, epochs, weights(first, weights), signers);
  }

  private void feedback(long model) {
    network.pay(CAROL, COINS, FEEDBACK, "depositBond");
    on(
        "Feedback.commitmentOf.ratings",
        n -> call(CAROL, FEEDBACK, "commitmentOf", model, 1L, CAROL, ratings(n), WORD),
        0,
        8,
        16,
        32);
    on("Feedback.reveal.ratings", n -> revealing(model, n), 4, 8, 16, 32);
    on(
        "Feedback.claim#items",
        n -> {
          network.run(revealing(model, n));
          skip(1);
          return call(CAROL, FEEDBACK, "claim", model, CAROL);
        },
        4,
        8,
        16,
        32);
  }

  private static Bytes ratings(int count) {
    return Bytes.repeat((byte) 3, count);
  }

  private void skip(long blocks) {
    network.host().setBlockNumber(network.host().blockNumber() + blocks);
  }

  /** In a new round of so many items, of windows of one block. */
  private ContractCall revealing(long model, int items) {
    skip(4);
    for (int i = 0; i < items; i++) {
      long request = (1L << 40) + (network.host().blockNumber() << 8) + i;
      network.send(PAYER, FEES, "settle", model, request, answer(pattern(8)), receipt());
      network.send(CREATOR, FEEDBACK, "addItem", model, PAYER, request);
    }
    skip(1);
    rounds++;
    byte[] commitment =
        network
            .send(CAROL, FEEDBACK, "commitmentOf", model, rounds, CAROL, ratings(items), WORD)
            .get(0);
    network.send(CAROL, FEEDBACK, "commit", model, Bytes32.wrap(commitment));
    skip(1);
    return call(CAROL, FEEDBACK, "reveal", model, ratings(items), WORD);
  }

  private static String text(int size) {
    return "x".repeat(size);
  }

  private void datanets() {
    int[] bytes = {32, 320, 1_600, 6_400};
    Tuple policy = BenchNetwork.policy(true, 0, 0);
    Tuple settings = BenchNetwork.settings(policy, 1, REVIEWER);
    on(
        "Datanets.createDatanet.name",
        n -> call(OWNER, DATANETS, "createDatanet", text(n), settings),
        bytes);
    on(
        "Datanets.createDatanet.settings.reviewers",
        n -> {
          Address[] reviewers = new Address[n];
          Arrays.setAll(reviewers, i -> BenchNetwork.account(2_000 + i));
          Tuple many = BenchNetwork.settings(policy, 1, reviewers);
          return call(OWNER, DATANETS, "createDatanet", "x", many);
        },
        8,
        32,
        96,
        256);
    long datanet = network.openDatanet();
    Content small = Content.of(List.of(TEXT), 256);
    on(
        "Datanets.contribute.uri",
        n -> call(ALICE, DATANETS, "contribute", datanet, WORD, 9L, 1L, text(n)),
        bytes);
    on(
        "Datanets.contributeInline.uri",
        n -> call(ALICE, DATANETS, "contributeInline", datanet, text(n), small.encoded()),
        bytes);
    on(
        "Datanets.contributeInline.content",
        n -> call(ALICE, DATANETS, "contributeInline", datanet, "", content(n).encoded()),
        1_023,
        4_095,
        16_383,
        65_535);
    on(
        "Datanets.reveal.uri",
        n ->
            call(
                ALICE,
                DATANETS,
                "reveal",
                committed(datanet, small),
                Bytes32.wrap(small.root()),
                1L,
                WORD,
                text(n)),
        bytes);
    on(
        "Datanets.revealInline.uri",
        n ->
            call(
                ALICE,
                DATANETS,
                "revealInline",
                committed(datanet, small),
                WORD,
                text(n),
                small.encoded()),
        bytes);
    on(
        "Datanets.revealInline.content",
        n ->
            call(
                ALICE,
                DATANETS,
                "revealInline",
                committed(datanet, content(n)),
                WORD,
                "",
                content(n).encoded()),
        1_023,
        4_095,
        16_383,
        65_535);
    BigInteger[] ids =
        BenchNetwork.ids(
            network.contribute(
                datanet, Collections.nCopies(256, ALICE), Collections.nCopies(256, pattern(16))));
    on(
        "Datanets.seal.contributions",
        n -> call(OWNER, DATANETS, "seal", datanet, Arrays.copyOf(ids, n)),
        16,
        64,
        128,
        256);
    Address[] reviewers = new Address[256];
    Arrays.setAll(reviewers, i -> BenchNetwork.account(2_000 + i));
    on(
        "Datanets.reviewers#count",
        n -> {
          Tuple many = BenchNetwork.settings(policy, 1, Arrays.copyOf(reviewers, n));
          long id = BenchNetwork.id(network.send(OWNER, DATANETS, "createDatanet", "x", many));
          return call(CAROL, DATANETS, "reviewers", id);
        },
        8,
        32,
        96,
        256);
  }

  private static Content content(int tokens) {
    return Content.of(List.of(pattern(tokens)), 256);
  }

  private long committed(long datanet, Content content) {
    Tuple values =
        AbiValues.tuple(
            network.read("System", "chainId"),
            datanet,
            ALICE,
            Bytes32.wrap(content.root()),
            content.tokenCount(),
            (long) content.documentCount(),
            WORD);
    TupleType<Tuple> type =
        TupleType.parse("(uint256,uint256,address,bytes32,uint256,uint256,bytes32)");
    Bytes32 commitment = Keccak256.hash(Bytes.wrap(type.encode(values).array()));
    long id = 0;
    for (int i = 0; i < PAYEES; i++) {
      id =
          BenchNetwork.id(
              network.send(ALICE, DATANETS, "commit", datanet, commitment, content.tokenCount()));
    }
    return id;
  }

  private void models() {
    Tuple terms = BenchNetwork.terms(1_000, 4, 1);
    on(
        "Models.propose.name",
        n -> call(CREATOR, MODELS, "propose", text(n), 0L, KEY, terms),
        32,
        320,
        1_600,
        6_400);
    long[] datanets = new long[64];
    Tuple[] links = new Tuple[datanets.length];
    for (int i = 0; i < links.length; i++) {
      datanets[i] = network.datanet(List.of(ALICE), List.of(pattern(16)));
      links[i] = AbiValues.tuple(datanets[i], 1L);
    }
    long model = network.deploy(terms, datanets[0]);
    on(
        "Models.proposeVersion.links",
        n -> call(CREATOR, MODELS, "proposeVersion", model, terms, Arrays.copyOf(links, n)),
        8,
        16,
        32,
        64);
    on(
        "TokenAttribution.attribute#versions",
        n -> {
          long linked = network.deploy(terms, Arrays.copyOf(datanets, n));
          return call(CAROL, ATTRIBUTION, "attribute", linked, answer(pattern(256)));
        },
        4,
        16,
        32,
        64);
    on(
        "Models.links#count",
        n -> call(CAROL, MODELS, "links", network.deploy(terms, Arrays.copyOf(datanets, n))),
        8,
        16,
        32,
        64);
  }

  private void attribution(long model, long datanet) {
    Tuple rule = AbiValues.tuple(4L, 1L, 1_024L, 1);
    int[] tokens = {64, 512, 1_024, 4_096};
    on(
        "TokenAttribution.attribute.output",
        n -> call(CAROL, ATTRIBUTION, "attribute", model, answer(pattern(n))),
        tokens);
    on(
        "TokenAttribution.attributeOn.output",
        n -> call(CAROL, ATTRIBUTION, "attributeOn", datanet, 1L, rule, answer(pattern(n))),
        tokens);
  }

  private void fees(long model) {
    int[] tokens = {64, 512, 1_024, 4_096};
    on(
        "InferenceFees.settle.output",
        n -> call(PAYER, FEES, "settle", model, 1L, answer(pattern(n)), receipt()),
        tokens);
    network.send(PAYER, FEES, "reserve", model, 2L, 0L, 4_096L);
    on(
        "InferenceFees.settleReserved.output",
        n -> call(CAROL, FEES, "settleReserved", PAYER, model, 2L, answer(pattern(n)), receipt()),
        tokens);
    on(
        "InferenceFees.receiptDigest.output",
        n ->
            call(
                CAROL,
                FEES,
                "receiptDigest",
                model,
                1L,
                PAYER,
                1L,
                0L,
                answer(pattern(n)),
                Bytes32.ZERO),
        tokens);
    int[] items = {16, 64, 128, 256};
    on("InferenceFees.settleBatch.items", n -> batch(model, items(n, 64)), items);
    on("InferenceFees.settleBatch.items.output", n -> batch(model, items(4, n)), tokens);
    Tuple permit = AbiValues.tuple(PAYER, model, COINS, 20_000L, 5L);
    on(
        "InferenceFees.batchDigest.items",
        n -> call(CAROL, FEES, "batchDigest", permit, 1L, true, items(n, 64)),
        items);
    on(
        "InferenceFees.batchDigest.items.output",
        n -> call(CAROL, FEES, "batchDigest", permit, 1L, true, items(4, n)),
        tokens);
  }

  private static Tuple receipt() {
    return BenchNetwork.receipt(Bytes32.ZERO);
  }

  /** Requests of one word. */
  private static Tuple[] items(int count, int tokens) {
    Tuple[] items = new Tuple[count];
    for (int i = 0; i < count; i++) {
      items[i] = AbiValues.tuple(1_024L + i, 0L, answer(pattern(tokens)), Bytes32.ZERO);
    }
    return items;
  }

  private static ContractCall batch(long model, Tuple[] items) {
    Tuple permit = AbiValues.tuple(PAYER, model, COINS, 20_000L, 5L);
    return call(
        CAROL, FEES, "settleBatch", permit, signature(PAYER), 1L, true, items, signature(KEY));
  }

  private void disputes(long model) {
    network.send(PAYER, FEES, "settle", model, 3L, answer(pattern(8)), receipt());
    on(
        "InferenceFees.proveUnderReporting.evidence.output",
        n -> call(PAYER, FEES, "proveUnderReporting", evidence(model, n, 1, 0)),
        64,
        512,
        1_024,
        4_096);
    on(
        "InferenceFees.proveUnderReporting.evidence.openings",
        n -> call(PAYER, FEES, "proveUnderReporting", evidence(model, 256, n, 0)),
        8,
        32,
        128,
        256);
    int[] items = {16, 128, 512, 1_024};
    on(
        "InferenceFees.proveUnderReporting.evidence.batch.items",
        n -> call(PAYER, FEES, "proveUnderReporting", evidence(model, 64, 1, n)),
        items);
    for (boolean first : new boolean[] {true, false}) {
      on(
          "InferenceFees.proveContradiction." + (first ? "one" : "other") + ".batch.items",
          n -> {
            Tuple large = statement(model, 1, n);
            Tuple small = statement(model, 2, 0);
            return call(
                PAYER,
                FEES,
                "proveContradiction",
                model,
                3L,
                first ? large : small,
                first ? small : large);
          },
          items);
    }
  }

  /** That the first token of an answer of the pattern was withheld; so many are opened. */
  private static Tuple evidence(long model, int tokens, int opened, int batch) {
    int[] whole = pattern(tokens);
    int[] settled = whole.clone();
    settled[0] = TokenPacking.REDACTED;
    List<byte[]> leaves = AnswerCommitment.leaves(whole, SEED);
    byte[] root = MerkleTree.root(leaves);
    Bytes32 commitment = Bytes32.wrap(AnswerCommitment.of(tokens, root));
    List<Tuple> openings = new ArrayList<>();
    for (int i = 0; i < opened; i++) {
      byte[][] path = MerkleTree.path(leaves, i).toArray(byte[][]::new);
      Bytes salt = Bytes.wrap(AnswerCommitment.salt(SEED, i));
      openings.add(AbiValues.tuple((long) i, (long) whole[i], salt, path));
    }
    Bytes output = answer(settled);
    return AbiValues.tuple(
        model,
        3L,
        output,
        BenchNetwork.receipt(commitment),
        batch == 0 ? noBatch() : batch(model, tokens, 0, Keccak256.hash(output), commitment, batch),
        (long) tokens,
        Bytes.wrap(root),
        openings.toArray(Tuple[]::new));
  }

  private static Tuple statement(long model, long inputTokens, int batch) {
    return AbiValues.tuple(
        1L,
        inputTokens,
        8L,
        WORD,
        WORD,
        signature(KEY),
        batch == 0 ? noBatch() : batch(model, 8, inputTokens, WORD, WORD, batch));
  }

  /** A batch of so many items, the last of them request 3. */
  private static Tuple batch(
      long model, int tokens, long inputTokens, Bytes32 output, Bytes32 commitment, int count) {
    byte[][] hashes = new byte[count][];
    Arrays.fill(hashes, WORD.toArray());
    hashes[count - 1] =
        new Receipt(
                model,
                BigInteger.ONE,
                PAYER,
                BigInteger.valueOf(3),
                BigInteger.valueOf(inputTokens),
                BigInteger.valueOf(tokens),
                output,
                commitment)
            .itemHash()
            .toArray();
    Tuple permit = AbiValues.tuple(PAYER, model, COINS, 20_000L, 5L);
    return AbiValues.tuple(permit, true, hashes, count - 1L);
  }
}
