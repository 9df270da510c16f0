/** Sealed blocks: headers, receipts, logs, blooms, roots, and the chain that they form. */
@NullMarked
package org.openledger.devnet.block;

import org.jspecify.annotations.NullMarked;
