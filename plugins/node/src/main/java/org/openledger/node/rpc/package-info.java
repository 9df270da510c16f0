/**
 * JSON-RPC methods in the namespace {@code openledger}, independent of the server that serves them.
 */
@NullMarked
package org.openledger.node.rpc;

import org.jspecify.annotations.NullMarked;
