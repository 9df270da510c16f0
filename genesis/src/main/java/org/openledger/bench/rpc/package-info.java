/** What JSON-RPC costs on a devnet, beside {@code eth_call} on the same one in the same run. */
@NullMarked
package org.openledger.bench.rpc;

import org.jspecify.annotations.NullMarked;
