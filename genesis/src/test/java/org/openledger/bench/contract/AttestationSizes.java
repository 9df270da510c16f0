package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.PAYER;
import static org.openledger.bench.contract.BenchNetwork.answer;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.attribution.segment.Contribution;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** Calls of InfluenceAttestations. */
final class AttestationSizes extends SizedCalls {

  private static final String ATTESTATIONS = "InfluenceAttestations";

  private long epochs;

  AttestationSizes(BenchNetwork network, Sink sink) {
    super(network, sink);
  }

  void add() {
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
}
