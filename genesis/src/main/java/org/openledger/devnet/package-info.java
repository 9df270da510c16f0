/**
 * The embedded devnet: one process, in memory, a block for each transaction, the native contracts
 * and no EVM. It is for development and tests, never for production.
 */
@NullMarked
package org.openledger.devnet;

import org.jspecify.annotations.NullMarked;
