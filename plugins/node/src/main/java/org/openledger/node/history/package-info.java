/**
 * What happened on the chain, kept for queries: every log of the native contracts, sums that can be
 * told for any span of blocks, and who has to do with whom. Derived from the chain alone, and made
 * again from it whenever it is lost.
 */
@NullMarked
package org.openledger.node.history;

import org.jspecify.annotations.NullMarked;
