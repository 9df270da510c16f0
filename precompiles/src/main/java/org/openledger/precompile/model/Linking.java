package org.openledger.precompile.model;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.system.Parameter;

/** Which Datanet versions a model may build on. */
final class Linking {

  private static final AbiError UNKNOWN_DATANET = Guards.ABI.error("UnknownDatanet");
  private static final AbiError UNKNOWN_VERSION = Guards.ABI.error("UnknownVersion");
  private static final AbiError ALREADY_LINKED = Guards.ABI.error("AlreadyLinked");
  private static final AbiError TOO_MANY_SEGMENTS = Guards.ABI.error("TooManySegments");
  private static final AbiError TOKENIZER_MISMATCH = Guards.ABI.error("TokenizerMismatch");
  private static final AbiError VERSION_NOT_ACTIVE = Guards.ABI.error("VersionNotActive");
  private static final AbiError NO_ACCESS = Guards.ABI.error("NoAccess");
  private static final AbiError LINK_DROPPED = Guards.ABI.error("LinkDropped");

  private Linking() {}

  /** A sealed version of a Datanet of the model's tokenizer. */
  static Link checked(Call call, long model, BigInteger datanetId, BigInteger versionNumber) {
    DatanetStorage datanets = new DatanetStorage(call.storage());
    Call.require(datanets.isDatanet(datanetId), UNKNOWN_DATANET, datanetId);
    long datanet = datanetId.longValueExact();
    Call.require(
        datanets.isVersion(datanet, versionNumber), UNKNOWN_VERSION, datanet, versionNumber);
    sameTokenizer(Guards.models(call).tokenizer(model), datanets.tokenizer(datanet));
    Link link = new Link(datanet, versionNumber.longValueExact());
    // INV-DAT-12: data is used by those who may.
    boolean may =
        datanets.hasAccess(datanet, call.sender(), call.blockNumber())
            || hasLearned(Guards.models(call).links(model), link);
    Call.require(may, NO_ACCESS, datanet, call.sender());
    return link;
  }

  /** INV-DAT-12, for the data that a model takes over from another creator's. */
  static void accessible(Call call, List<Link> links) {
    DatanetStorage datanets = new DatanetStorage(call.storage());
    for (Link link : links) {
      Call.require(
          datanets.hasAccess(link.datanet(), call.sender(), call.blockNumber()),
          NO_ACCESS,
          link.datanet(),
          call.sender());
    }
  }

  /** Whether a model builds on a version already: access that ends later takes nothing away. */
  private static boolean hasLearned(List<Link> links, Link wanted) {
    for (Link link : links) {
      if (link.datanet() == wanted.datanet() && link.version() >= wanted.version()) {
        return true;
      }
    }
    return false;
  }

  static void sameTokenizer(Bytes32 ofModel, Bytes32 other) {
    Call.require(ofModel.equals(other), TOKENIZER_MISMATCH, ofModel, other);
  }

  /** A whole list as it comes in calldata, each Datanet once. */
  static List<Link> checked(Call call, long model, Tuple[] given) {
    long limit = limit(call);
    // Each link reaches a segment at least: a longer list need not be read.
    Call.require(given.length <= limit, TOO_MANY_SEGMENTS, (long) given.length, limit);
    List<Link> links = new ArrayList<>();
    SortedMap<Long, Long> versions = new TreeMap<>();
    for (Tuple tuple : given) {
      Link link = checked(call, model, tuple.get(0), tuple.get(1));
      Call.require(
          versions.put(link.datanet(), link.version()) == null,
          ALREADY_LINKED,
          model,
          link.datanet());
      links.add(link);
    }
    bounded(call, links);
    return links;
  }

  /** At most so many segments as every settlement can afford to look through. */
  static void bounded(Call call, List<Link> links) {
    long segments = 0;
    for (Link link : links) {
      segments += link.version();
    }
    long limit = limit(call);
    Call.require(segments <= limit, TOO_MANY_SEGMENTS, segments, limit);
  }

  /** INV-MOD-04: what earned in one version earns in the next. */
  static void covers(long model, List<Link> links, List<Link> predecessors) {
    SortedMap<Long, Long> versions = new TreeMap<>();
    links.forEach(link -> versions.put(link.datanet(), link.version()));
    for (Link link : predecessors) {
      Long version = versions.get(link.datanet());
      Call.require(
          version != null && version >= link.version(),
          LINK_DROPPED,
          model,
          link.datanet(),
          link.version());
    }
  }

  /** INV-MOD-01: every node holds the index of what is paid for. */
  static void active(Call call, List<Link> links) {
    DatanetStorage datanets = new DatanetStorage(call.storage());
    for (Link link : links) {
      for (long version = 1; version <= link.version(); version++) {
        Call.require(
            datanets.isActive(link.datanet(), version),
            VERSION_NOT_ACTIVE,
            link.datanet(),
            version);
      }
    }
  }

  private static long limit(Call call) {
    return Guards.system(call).parameterLong(Parameter.MAX_SEGMENTS);
  }
}
