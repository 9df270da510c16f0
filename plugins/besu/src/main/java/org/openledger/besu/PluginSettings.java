package org.openledger.besu;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.chain.ChainProofs;
import org.openledger.node.content.OperatorKey;
import org.openledger.node.peer.Peer;
import org.openledger.node.query.ContentSharing;
import org.openledger.node.rpc.QueryLimits;

/**
 * What the operator has settled with the plugin's options, found sound.
 *
 * @param dataPath where content and indexes live; absolute
 * @param sharing what this node does with contents besides keeping them
 * @param operatorKey of this node's operator, where there is one
 * @param peers whom contents are fetched from
 * @param limits what one query may cost this node
 * @param proofs what proves the chain, where there is something
 * @param history whether this node keeps a history for queries
 * @param minPeers least number of peers of a node that is ready
 * @param blocksBehind most blocks that such a node may lag
 * @param configuration hash of the configuration that the chain must be made of, where it matters
 */
record PluginSettings(
    Path dataPath,
    ContentSharing sharing,
    Optional<OperatorKey> operatorKey,
    List<Peer> peers,
    QueryLimits limits,
    Optional<ChainProofs> proofs,
    boolean history,
    long minPeers,
    long blocksBehind,
    Optional<Bytes32> configuration) {}
