package org.openledger.node;

import com.esaulpaugh.headlong.abi.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.content.ContentStore;
import org.openledger.node.index.SealedVersion;
import org.openledger.node.index.SegmentIndex;
import org.openledger.node.rpc.Parameters;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Activation;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.SegmentSource;

/**
 * The part of OpenLedger that is a node's own: it reads the logs of each block, keeps the content
 * that they publish, and builds the index of each version that they seal. All of it is derived
 * data: deleting the directory and reading the chain again gives the same.
 *
 * <p>Blocks are handed in by one thread, in any number of repetitions; queries come from any.
 */
public final class Node implements SegmentSource, AutoCloseable {

  private static final ContractAbi DATANETS = ContractAbi.of("Datanets");
  private static final AbiEvent DATANET_CREATED = DATANETS.event("DatanetCreated");
  private static final AbiEvent CONTENT_PUBLISHED = DATANETS.event("ContentPublished");
  private static final AbiEvent VERSION_SEALED = DATANETS.event("VersionSealed");

  private final ContentStore contents;
  private final SegmentIndex index;
  private final Journal journal;
  private final SortedMap<Long, String> tokenizers = new TreeMap<>();
  private final SortedMap<Long, Bytes32> contentRoots = new TreeMap<>();
  private volatile long lastBlock;

  private Node(Path directory) {
    contents = ContentStore.open(directory.resolve("content"));
    index = SegmentIndex.open(directory.resolve("segments"), contents);
    journal = Journal.open(directory.resolve("journal.tsv"));
    for (String[] fact : journal.read()) {
      learn(fact);
    }
  }

  /**
   * Opens or creates a node's data.
   *
   * @throws UncheckedIOException where the directory cannot be used
   */
  public static Node open(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("data directory " + directory + " cannot be made", e);
    }
    return new Node(directory);
  }

  /**
   * Takes in a block's logs.
   *
   * @param number the block's number
   * @param logs all its logs, in order; those of other contracts are passed over
   */
  public synchronized void onBlock(long number, List<NodeLog> logs) {
    List<String> facts = new ArrayList<>();
    boolean stored = false;
    for (NodeLog log : logs) {
      if (!log.emitter().equals(NativeAddress.DATANETS.address())) {
        continue;
      }
      Bytes32 signature = log.topics().getFirst();
      if (signature.equals(DATANET_CREATED.signature())) {
        Tuple event = DATANET_CREATED.decode(log.topics(), log.data());
        long datanet = number(event, 0);
        if (!tokenizers.containsKey(datanet)) {
          String tokenizer = AbiValues.text(Bytes32.wrap(event.<byte[]>get(2)));
          facts.add(String.join("\t", "D", "" + number, "" + datanet, tokenizer));
        }
      } else if (signature.equals(CONTENT_PUBLISHED.signature())) {
        Tuple event = CONTENT_PUBLISHED.decode(log.topics(), log.data());
        long contribution = number(event, 0);
        Bytes32 root = Bytes32.wrap(event.<byte[]>get(1));
        contents.put(root, event.get(2));
        stored = true;
        if (!contentRoots.containsKey(contribution)) {
          facts.add(String.join("\t", "C", "" + number, "" + contribution, root.toHexString()));
        }
      } else if (signature.equals(VERSION_SEALED.signature())) {
        Tuple event = VERSION_SEALED.decode(log.topics(), log.data());
        Bytes32 root = Bytes32.wrap(event.<byte[]>get(2));
        if (index.status(root).isEmpty()) {
          List<String> ids = new ArrayList<>();
          for (BigInteger id : event.<BigInteger[]>get(3)) {
            ids.add(id.toString());
          }
          facts.add(
              String.join(
                  "\t",
                  "S",
                  "" + number,
                  "" + number(event, 0),
                  "" + number(event, 1),
                  root.toHexString(),
                  String.join(",", ids)));
        }
      }
    }
    journal.append(facts);
    for (String fact : facts) {
      learn(fact.split("\t", -1));
    }
    if (stored) {
      index.retryFailed();
    }
    lastBlock = Math.max(lastBlock, number);
  }

  /**
   * A block up to which all logs are known to have been taken in; after a restart the last one that
   * told something. Reading on from it, itself included, is safe.
   */
  public long lastBlock() {
    return lastBlock;
  }

  @Override
  public Segment segment(Bytes32 root) {
    return index.segment(root);
  }

  /** The JSON-RPC methods that this node answers, by name. */
  public SortedMap<String, RpcMethod> rpcMethods() {
    SortedMap<String, RpcMethod> methods = new TreeMap<>();
    methods.put("openledger_version", this::version);
    methods.put("openledger_segments", this::segments);
    methods.put("openledger_segmentStatus", this::segmentStatus);
    return methods;
  }

  @Override
  public void close() {
    index.close();
  }

  private void learn(String[] fact) {
    lastBlock = Math.max(lastBlock, Long.parseLong(fact[1]));
    long id = Long.parseLong(fact[2]);
    switch (fact[0]) {
      case "D" -> tokenizers.put(id, fact[3]);
      case "C" -> contentRoots.put(id, Bytes32.fromHexString(fact[3]));
      case "S" -> {
        List<Long> orders = new ArrayList<>();
        List<Bytes32> roots = new ArrayList<>();
        for (String order : fact[5].split(",")) {
          orders.add(Long.valueOf(order));
          roots.add(known(contentRoots, Long.valueOf(order), "contribution"));
        }
        index.add(
            new SealedVersion(
                Bytes32.fromHexString(fact[4]),
                id,
                Long.parseLong(fact[3]),
                known(tokenizers, id, "Datanet"),
                orders,
                roots));
      }
      default -> throw new IllegalStateException("the journal has a fact of kind " + fact[0]);
    }
  }

  private static <T> T known(SortedMap<Long, T> map, Long id, String what) {
    T value = map.get(id);
    if (value == null) {
      throw new IllegalStateException(
          what + " " + id + " is not in the journal: delete the data directory and start again");
    }
    return value;
  }

  private static long number(Tuple event, int position) {
    return event.<BigInteger>get(position).longValueExact();
  }

  private Object version(List<Object> params) throws RpcException {
    new Parameters(params).atMost(0);
    Map<String, Object> contracts = new LinkedHashMap<>();
    for (NativeAddress contract : NativeAddress.values()) {
      contracts.put(contract.contract(), contract.address().toString());
    }
    Map<String, Object> version = new LinkedHashMap<>();
    String suite = Node.class.getPackage().getImplementationVersion();
    version.put("suite", suite == null ? "development" : suite);
    version.put("newestProtocolVersion", Activation.NEWEST_VERSION);
    version.put("contracts", contracts);
    version.put("lastBlock", lastBlock);
    return version;
  }

  private Object segments(List<Object> params) throws RpcException {
    new Parameters(params).atMost(0);
    return index.statuses();
  }

  private Object segmentStatus(List<Object> params) throws RpcException {
    Parameters parameters = new Parameters(params);
    parameters.atMost(1);
    Bytes32 root = parameters.bytes32(0, "segmentRoot");
    return index
        .status(root)
        .orElseThrow(
            () ->
                new RpcException(
                    RpcException.NOT_FOUND,
                    "No sealed version has segment root " + root.toHexString(),
                    null));
  }
}
