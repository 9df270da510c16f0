package org.openledger.node.peer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openledger.precompile.host.Address;

/**
 * A node that contents are fetched from: {@code http://OPERATOR@HOST:PORT}, as nodes of a network
 * are named elsewhere. The operator's address stands in each request, so that nobody who is asked
 * can ask another node by it.
 *
 * @param operator account of its operator
 * @param url where it answers JSON-RPC
 */
public record Peer(Address operator, URI url) {

  /** Most peers of a node. */
  public static final int MOST = 16;

  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * The peer of a URL.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Peer parse(String text) {
    URI url;
    try {
      url = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw wrong();
    }
    boolean web = url.getScheme() != null && SCHEMES.contains(url.getScheme());
    String operator = url.getUserInfo();
    if (!web
        || url.getHost() == null
        || operator == null
        || !operator.matches("0x[0-9a-fA-F]{40}")) {
      throw wrong();
    }
    try {
      return new Peer(
          Address.fromHex(operator),
          new URI(
              url.getScheme(),
              null,
              url.getHost(),
              url.getPort(),
              url.getPath(),
              url.getQuery(),
              null));
    } catch (URISyntaxException e) {
      throw wrong();
    }
  }

  /**
   * Peers, each named once.
   *
   * @throws IllegalArgumentException where one is none, one is named twice, or they are too many
   */
  public static List<Peer> parse(List<String> texts) {
    List<Peer> peers = new ArrayList<>();
    Set<Address> operators = new HashSet<>();
    for (String text : texts) {
      Peer peer = parse(text);
      if (!operators.add(peer.operator())) {
        throw new IllegalArgumentException("names " + peer.operator() + " twice");
      }
      peers.add(peer);
    }
    if (peers.size() > MOST) {
      throw new IllegalArgumentException("takes " + MOST + " at most");
    }
    return List.copyOf(peers);
  }

  /** As its operator knows it. */
  @Override
  public String toString() {
    return operator + "@" + url.getAuthority();
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "takes URLs of the form http://OPERATOR@HOST:PORT, where OPERATOR is the address of that"
            + " node's operator (member node of openledger_contentStatus)");
  }
}
