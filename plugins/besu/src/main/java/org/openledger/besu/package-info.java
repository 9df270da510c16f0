/**
 * The adapter to Hyperledger Besu: the one package that touches a type of the host. It puts the
 * native contracts into the host's EVM, gives them a port onto the host's frames, feeds the node
 * with the chain's logs and serves the node's JSON-RPC.
 */
@NullMarked
package org.openledger.besu;

import org.jspecify.annotations.NullMarked;
