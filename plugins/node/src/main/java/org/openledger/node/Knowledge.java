package org.openledger.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.node.index.SealedVersion;
import org.openledger.precompile.host.NodeFailureException;

/**
 * The facts that a node knows, the newest of each thing. A block's facts are first tried on top of
 * what is known: only facts that fit are written down.
 */
final class Knowledge {

  private record VersionId(long datanet, long version) {}

  private final @Nullable Knowledge below;
  private final Map<Long, Fact.Datanet> datanets = new ConcurrentHashMap<>();
  private final Map<Long, Fact.Contributed> contributed = new ConcurrentHashMap<>();
  private final Map<Long, Fact.Published> published = new ConcurrentHashMap<>();
  private final Map<VersionId, Fact.Sealed> sealed = new ConcurrentHashMap<>();
  private final Map<VersionId, Fact.Announced> announced = new ConcurrentHashMap<>();
  private final Map<VersionId, Fact.Activated> activated = new ConcurrentHashMap<>();

  private Knowledge(@Nullable Knowledge below) {
    this.below = below;
  }

  /** Of nothing yet. */
  static Knowledge none() {
    return new Knowledge(null);
  }

  /** What is known, and on top of it what is added to the result alone. */
  Knowledge trial() {
    return new Knowledge(this);
  }

  /**
   * Takes in a fact.
   *
   * @return whether it is new
   * @throws NodeFailureException where it does not fit to those before it
   */
  boolean add(Fact fact) {
    return switch (fact) {
      case Fact.Datanet it ->
          !it.equals(find(k -> k.datanets.get(it.id()))) && put(datanets, it.id(), it);
      case Fact.Contributed it ->
          !it.equals(find(k -> k.contributed.get(it.contribution())))
              && put(contributed, it.contribution(), it);
      case Fact.Published it ->
          !it.equals(find(k -> k.published.get(it.contribution())))
              && put(published, it.contribution(), it);
      case Fact.Sealed it -> {
        VersionId number = new VersionId(it.datanet(), it.version());
        requireFit(it);
        yield !it.equals(find(k -> k.sealed.get(number))) && put(sealed, number, it);
      }
      case Fact.Announced it -> {
        VersionId number = new VersionId(it.datanet(), it.version());
        known(it, find(k -> k.sealed.get(number)), "version", it.version());
        yield !it.equals(find(k -> k.announced.get(number))) && put(announced, number, it);
      }
      case Fact.Activated it -> {
        VersionId number = new VersionId(it.datanet(), it.version());
        known(it, find(k -> k.sealed.get(number)), "version", it.version());
        yield !it.equals(find(k -> k.activated.get(number))) && put(activated, number, it);
      }
    };
  }

  /** The version that a known fact sealed, with the contents of its contributions. */
  SealedVersion version(Fact.Sealed it) {
    List<Bytes32> roots = new ArrayList<>();
    for (Long order : it.orders()) {
      roots.add(root(it, order));
    }
    String tokenizer =
        known(it, find(k -> k.datanets.get(it.datanet())), "Datanet", it.datanet()).tokenizer();
    return new SealedVersion(it.root(), it.datanet(), it.version(), tokenizer, it.orders(), roots);
  }

  /** The root of a contribution: published with its content, or alone. */
  private Bytes32 root(Fact.Sealed it, Long order) {
    Fact.Published content = published(order);
    return content != null
        ? content.root()
        : known(it, find(k -> k.contributed.get(order)), "contribution", order).root();
  }

  /** The segment root of the version that a known fact announced. */
  Bytes32 root(Fact.Announced it) {
    return root(it, new VersionId(it.datanet(), it.version()));
  }

  /** The segment root of the version that a known fact activated. */
  Bytes32 root(Fact.Activated it) {
    return root(it, new VersionId(it.datanet(), it.version()));
  }

  private Bytes32 root(Fact it, VersionId number) {
    return known(it, find(k -> k.sealed.get(number)), "version", number.version()).root();
  }

  /** All contributions. */
  List<Fact.Published> published() {
    return List.copyOf(published.values());
  }

  /** The digest that the chain attested for a version, or null where it is not active. */
  @Nullable Bytes32 digest(Fact.Sealed it) {
    Fact.Activated found = find(k -> k.activated.get(new VersionId(it.datanet(), it.version())));
    return found == null ? null : found.digest();
  }

  /** All versions. */
  List<Fact.Sealed> sealed() {
    return List.copyOf(sealed.values());
  }

  /** A contribution, or null. */
  Fact.@Nullable Published published(Long contribution) {
    return find(k -> k.published.get(contribution));
  }

  /** Whether a version is active, or can become so: then a block may need its index. */
  boolean isNeeded(Fact.Sealed it) {
    VersionId number = new VersionId(it.datanet(), it.version());
    return activated.containsKey(number) || announced.containsKey(number);
  }

  private void requireFit(Fact.Sealed it) {
    long[] orders = it.orders().stream().mapToLong(Long::longValue).toArray();
    byte[][] roots =
        version(it).contentRoots().stream().map(Bytes32::toArray).toArray(byte[][]::new);
    if (!it.root().equals(Bytes32.wrap(SegmentRoot.of(orders, roots)))) {
      throw new NodeFailureException(
          "block "
              + it.block()
              + " seals segment "
              + it.root().toHexString()
              + " of other contents than this node knows");
    }
  }

  private <T> @Nullable T find(Function<Knowledge, @Nullable T> look) {
    T found = look.apply(this);
    return found != null || below == null ? found : below.find(look);
  }

  private static <K, T extends Fact> boolean put(Map<K, T> facts, K key, T fact) {
    facts.put(key, fact);
    return true;
  }

  private static <T> T known(Fact fact, @Nullable T value, String what, long id) {
    if (value == null) {
      throw new NodeFailureException(
          "block "
              + fact.block()
              + " speaks of "
              + what
              + " "
              + id
              + ", which no block that this node has read tells of");
    }
    return value;
  }
}
