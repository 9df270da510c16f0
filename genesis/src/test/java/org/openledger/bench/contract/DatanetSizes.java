package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.OWNER;
import static org.openledger.bench.contract.BenchNetwork.REVIEWER;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/** Calls of Datanets. */
final class DatanetSizes extends SizedCalls {

  private static final String DATANETS = "Datanets";

  /** Payees to a word of storage: the first of one costs more, whatever its size. */
  private static final int PAYEES = 8;

  DatanetSizes(BenchNetwork network, Sink sink) {
    super(network, sink);
  }

  void add() {
    Tuple policy = BenchNetwork.policy(true, 0, 0);
    Tuple settings = BenchNetwork.settings(policy, 1, REVIEWER);
    on(
        "Datanets.createDatanet.name",
        n -> call(OWNER, DATANETS, "createDatanet", text(n), settings),
        BYTES);
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
        BYTES);
    on(
        "Datanets.contributeInline.uri",
        n -> call(ALICE, DATANETS, "contributeInline", datanet, text(n), small.encoded()),
        BYTES);
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
        BYTES);
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
        BYTES);
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
}
