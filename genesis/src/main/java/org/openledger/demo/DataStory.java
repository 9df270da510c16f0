package org.openledger.demo;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.client.ContractClient;
import org.openledger.client.Draft;
import org.openledger.client.JsonRpc;
import org.openledger.client.TransactionReceipt;
import org.openledger.client.Wallet;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.system.Parameter;
import org.openledger.progress.Steps;

/** The first half of the story: a Datanet is created, filled, reviewed, sealed, attested. */
final class DataStory {

  private static final int UPLOADS_AT_ONCE = 16;
  private static final int REVIEWS_AT_ONCE = 64;
  private static final int SEALED_AT_ONCE = 1_024;

  private final Network network;
  private final List<JsonRpc> nodes;
  private final ContractClient datanets;
  private final Cast cast;
  private final Tokenizer tokenizer;
  private final Steps steps;

  /**
   * The story on a network.
   *
   * @param nodes those that must have an index before it is attested
   */
  DataStory(Network network, List<JsonRpc> nodes, Cast cast, Tokenizer tokenizer, Steps steps) {
    this.network = network;
    this.nodes = nodes;
    this.datanets = network.datanets();
    this.cast = cast;
    this.tokenizer = tokenizer;
    this.steps = steps;
  }

  /** Tells it. */
  SealedCorpus tell(List<Contributor> contributors, List<Upload> uploads) {
    long datanet = create();
    SortedMap<Long, Upload> contributed = contribute(datanet, contributors, uploads);
    List<Long> orders = List.copyOf(contributed.keySet());
    review(orders);
    List<Bytes32> roots = new ArrayList<>();
    List<Segment> segments = new ArrayList<>();
    int most =
        network.parameter(Parameter.MAX_SEALED).min(BigInteger.valueOf(SEALED_AT_ONCE)).intValue();
    try (Steps.Step step = steps.begin("sealing", orders.size())) {
      for (int from = 0; from < orders.size(); from += most) {
        List<Long> some = orders.subList(from, Math.min(orders.size(), from + most));
        roots.add(seal(datanet, some));
        segments.add(segment(some, contributed));
        step.advance(some.size());
      }
    }
    for (int i = 0; i < roots.size(); i++) {
      attest(datanet, i + 1, roots.get(i), segments.get(i));
    }
    SortedMap<Long, SealedCorpus.Contributed> records = new TreeMap<>();
    contributed.forEach(
        (order, upload) ->
            records.put(
                order,
                new SealedCorpus.Contributed(
                    contributors.get(upload.contributor()).name(),
                    cast.contributors().get(upload.contributor()).address(),
                    upload.names())));
    return new SealedCorpus(datanet, segments, records);
  }

  private long create() {
    com.esaulpaugh.headlong.abi.Address[] reviewers = {
      AbiValues.address(cast.reviewer().address())
    };
    // Direct, in clear, open to all, free to use; no bond, no price, no quota.
    Tuple policy = AbiValues.tuple(true, true, true, true, false, 0L, 0L, 0L);
    Tuple settings =
        AbiValues.tuple(
            AbiValues.name("demo"),
            Bytes32.ZERO,
            AbiValues.name(tokenizer.id()),
            AbiValues.name("LicenseRef-as-stated"),
            cast.treasury().address(),
            reviewers,
            1L,
            policy);
    TransactionReceipt receipt =
        datanets.send(cast.owner(), "createDatanet", "OpenLedger demo", settings);
    return number(datanets.event(receipt, "DatanetCreated"), 0);
  }

  /** Contributes one contributor after the other: that fixes who was first. */
  private SortedMap<Long, Upload> contribute(
      long datanet, List<Contributor> contributors, List<Upload> uploads) {
    SortedMap<Long, Upload> contributed = new TreeMap<>();
    try (Steps.Step step = steps.begin("contributing", uploads.size())) {
      int from = 0;
      while (from < uploads.size()) {
        int contributor = uploads.get(from).contributor();
        int to = from;
        while (to < uploads.size()
            && to - from < UPLOADS_AT_ONCE
            && uploads.get(to).contributor() == contributor) {
          to++;
        }
        List<Upload> some = uploads.subList(from, to);
        String uri = "demo:" + contributors.get(contributor).name();
        List<TransactionReceipt> receipts =
            datanets.send(some.stream().map(upload -> contribution(datanet, uri, upload)).toList());
        for (int i = 0; i < some.size(); i++) {
          contributed.put(number(datanets.event(receipts.get(i), "Contributed"), 1), some.get(i));
        }
        step.advance(some.size());
        from = to;
      }
    }
    return contributed;
  }

  private Draft contribution(long datanet, String uri, Upload upload) {
    return datanets.draft(
        cast.contributors().get(upload.contributor()),
        BigInteger.ZERO,
        "contributeInline",
        datanet,
        uri,
        Bytes.wrap(upload.content().encoded()));
  }

  private void review(List<Long> orders) {
    try (Steps.Step step = steps.begin("reviewing", orders.size())) {
      for (int from = 0; from < orders.size(); from += REVIEWS_AT_ONCE) {
        List<Draft> drafts = new ArrayList<>();
        for (Long order : orders.subList(from, Math.min(orders.size(), from + REVIEWS_AT_ONCE))) {
          drafts.add(datanets.draft(cast.reviewer(), BigInteger.ZERO, "accept", order));
        }
        datanets.send(drafts);
        step.advance(drafts.size());
      }
    }
  }

  private Bytes32 seal(long datanet, List<Long> orders) {
    Object ids = orders.stream().map(BigInteger::valueOf).toArray(BigInteger[]::new);
    TransactionReceipt receipt = datanets.send(cast.owner(), "seal", datanet, ids);
    return Bytes32.wrap(datanets.event(receipt, "VersionSealed").<byte[]>get(2));
  }

  private Segment segment(List<Long> orders, SortedMap<Long, Upload> contributed) {
    List<Contribution> contributions = new ArrayList<>();
    for (Long order : orders) {
      Upload upload = contributed.get(order);
      if (upload != null) {
        contributions.add(Contribution.of(order, upload.content()));
      }
    }
    return Segment.of(tokenizer.id(), tokenizer.vocabularySize(), contributions);
  }

  /** Confirms the nodes' index, once it is the one that was built here. */
  private void attest(long datanet, long version, Bytes32 root, Segment own) {
    Bytes32 expected = Bytes32.wrap(own.digest());
    try (Steps.Step step = steps.begin("indexing", (long) own.tokens() * nodes.size())) {
      for (JsonRpc node : nodes) {
        Bytes32 digest = NodeIndex.await(node, root);
        if (!Bytes32.wrap(own.root()).equals(root) || !digest.equals(expected)) {
          throw new DemoException(
              "the index of version "
                  + version
                  + " at "
                  + node.url()
                  + " has digest "
                  + digest.toHexString()
                  + ", the one built here "
                  + expected.toHexString());
        }
        step.advance(own.tokens());
      }
    }
    for (Wallet operator : cast.operators()) {
      datanets.send(operator, "attest", datanet, version, expected);
    }
    Tuple sealed = datanets.call("version", datanet, version).<Tuple>get(0);
    if (!sealed.<Boolean>get(4)) {
      throw new DemoException("version " + version + " is not active after all attestations");
    }
  }

  private static long number(Tuple event, int position) {
    return event.<BigInteger>get(position).longValueExact();
  }
}
