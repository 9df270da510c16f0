/**
 * The port through which native contracts see their host: one call's context, world state, logs,
 * gas, signature recovery, and the segments that the node holds. Besu and the devnet each implement
 * it once; {@link org.openledger.precompile.host.MemoryHost} is the twin that tests run on.
 */
@NullMarked
package org.openledger.precompile.host;

import org.jspecify.annotations.NullMarked;
