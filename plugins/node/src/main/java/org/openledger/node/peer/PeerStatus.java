package org.openledger.node.peer;

import java.util.Optional;
import org.openledger.precompile.host.Address;

/**
 * What this node knows of a peer.
 *
 * @param operator account of its operator
 * @param busy whether a content is being fetched from it
 * @param failures in a row; wrong bytes and refusals count more
 * @param pauseSeconds until it is asked again
 * @param problem what it failed of last; empty once it has given a content
 */
public record PeerStatus(
    Address operator, boolean busy, int failures, long pauseSeconds, Optional<String> problem) {}
