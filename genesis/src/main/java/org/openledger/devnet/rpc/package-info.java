/** JSON-RPC: methods, parameters, errors as Besu words them, and the HTTP server. */
@NullMarked
package org.openledger.devnet.rpc;

import org.jspecify.annotations.NullMarked;
