/**
 * World state: accounts and storage in persistent Merkle-Patricia tries, and the journal through
 * which a transaction changes them.
 */
@NullMarked
package org.openledger.devnet.state;

import org.jspecify.annotations.NullMarked;
