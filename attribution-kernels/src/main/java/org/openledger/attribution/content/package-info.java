/** Packed token ids, a contribution's documents, and their Merkle commitments. Consensus code. */
@NullMarked
package org.openledger.attribution.content;

import org.jspecify.annotations.NullMarked;
