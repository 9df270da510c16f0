package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.CREATOR;
import static org.openledger.bench.contract.BenchNetwork.KEY;
import static org.openledger.bench.contract.BenchNetwork.OWNER;
import static org.openledger.bench.contract.BenchNetwork.PAYER;
import static org.openledger.bench.contract.BenchNetwork.answer;
import static org.openledger.bench.contract.BenchNetwork.receipt;
import static org.openledger.bench.contract.BenchNetwork.signature;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.segment.Contribution;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/** Calls whose work is as large as it gets for their gas, at the standard bounds. */
final class WorstStory extends Story {

  private static final int TEXT = 1_000_000;

  private final int corpusTokens;
  private final SplittableRandom random = new SplittableRandom(3);

  /**
   * The story.
   *
   * @param corpusTokens of each Datanet that is attributed to, at least 10^6
   */
  WorstStory(int corpusTokens, CallVisitor visitor) {
    super(new BenchNetwork(parameters()), visitor);
    this.corpusTokens = corpusTokens;
  }

  /** Room for texts of 10^6 tokens, two bytes each, with their lengths. */
  private static SortedMap<Parameter, BigInteger> parameters() {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.MAX_CONTENT, BigInteger.valueOf(2 * TEXT + 64));
    return parameters;
  }

  @Override
  void tell() {
    int[] verbatim = random.ints(TEXT, 0, 256).toArray();
    attributed(new int[TEXT], new int[16_384], 1_000, 4_096, 16_384);
    attributed(verbatim, verbatim, 1_000, 16_384);
    int[] fibonacci = fibonacci(TEXT);
    attributed(fibonacci, fibonacci, 1_000, 16_384);
    contents(verbatim);
    sealing();
    links();
    reviewers();
  }

  private void attributed(int[] text, int[] source, int... lengths) {
    int parts = corpusTokens / TEXT;
    // The same content twice would be refused: each is a little shorter.
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      texts.add(Arrays.copyOf(text, text.length - i));
    }
    long datanet = network.datanet(Collections.nCopies(parts, ALICE), texts);
    for (int m : lengths) {
      Bytes output = answer(Arrays.copyOf(source, m));
      int[] broken = Arrays.copyOf(source, m);
      broken[m - 1] ^= 1;
      for (long[] rule : new long[][] {{1, 1}, {6, 16}, {64, 512}}) {
        Tuple strict = AbiValues.tuple(rule[0], rule[1], 1_024L, 1);
        send(CAROL, ATTRIBUTION, "attributeOn", datanet, 1L, strict, output);
        send(CAROL, ATTRIBUTION, "attributeOn", datanet, 1L, strict, answer(broken));
      }
    }
    long model = network.deploy(BenchNetwork.terms(1_000, 6, 16), datanet);
    fees(model, answer(Arrays.copyOf(source, 200)), answer(Arrays.copyOf(source, 16_384)));
  }

  private void fees(long model, Bytes answer, Bytes longest) {
    network.pay(PAYER, BigInteger.TEN.pow(23), FEES, "deposit");
    send(CAROL, ATTRIBUTION, "attribute", model, longest);
    send(CAROL, FEES, "receiptDigest", model, 1L, PAYER, 1L, 0L, longest, Bytes32.ZERO);
    send(PAYER, FEES, "settle", model, 10_000 * model, longest, receipt(Bytes32.ZERO));
    Tuple[] items = new Tuple[1_024];
    for (Bytes output : List.of(answer(1), answer)) {
      for (int i = 0; i < items.length; i++) {
        long request = 1_000_000 * model + 10_000L * output.size() + i;
        items[i] = AbiValues.tuple(request, 0L, output, Bytes32.ZERO);
      }
      Tuple permit =
          AbiValues.tuple(
              PAYER, model, BigInteger.TEN.pow(22), 20_000L, 100 * model + output.size());
      send(CAROL, FEES, "batchDigest", permit, 1L, false, items);
      send(CAROL, FEES, "settleBatch", permit, signature(PAYER), 1L, false, items, signature(KEY));
    }
  }

  private void contents(int[] text) {
    long datanet = network.openDatanet();
    List<int[]> single = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      single.add(new int[] {i & 255});
    }
    for (List<int[]> documents : List.of(List.of(text), single)) {
      byte[] encoded = Content.of(documents, BenchNetwork.VOCABULARY).encoded();
      send(ALICE, DATANETS, "contributeInline", datanet, "", encoded);
    }
  }

  private void sealing() {
    long datanet = network.openDatanet();
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < 1_024; i++) {
      texts.add(new int[] {i & 255, i >> 8, 3});
    }
    List<Contribution> corpus =
        network.contribute(datanet, Collections.nCopies(texts.size(), ALICE), texts);
    send(OWNER, DATANETS, "seal", datanet, BenchNetwork.ids(corpus));
  }

  private void links() {
    Tuple terms = BenchNetwork.terms(10, 4, 1);
    List<Tuple> links = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      int[] text = random.ints(8, 0, 256).toArray();
      links.add(AbiValues.tuple(network.datanet(List.of(ALICE), List.of(text)), 1L));
    }
    long model = network.deploy(terms, links.getFirst().<BigInteger>get(0).longValueExact());
    send(CREATOR, MODELS, "proposeVersion", model, terms, links.toArray(Tuple[]::new));
    send(CAROL, MODELS, "version", model, 2L);
  }

  private void reviewers() {
    Address[] all = new Address[21];
    Arrays.setAll(all, i -> BenchNetwork.account(1_000 + i));
    Tuple settings = BenchNetwork.settings(BenchNetwork.policy(true, 0, 0), 21, all);
    long datanet = idOf(OWNER, DATANETS, "createDatanet", "many", settings);
    send(CAROL, DATANETS, "reviewers", datanet);
  }

  /** The first symbols of the word a, ab, aba, abaab. */
  private static int[] fibonacci(int length) {
    int[] word = new int[length];
    int before = 1;
    int size = 2;
    word[1] = 1;
    while (size < length) {
      int more = Math.min(before, length - size);
      System.arraycopy(word, 0, word, size, more);
      before = size;
      size += more;
    }
    return word;
  }
}
