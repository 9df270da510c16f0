/**
 * Evidence of a settled inference: what was paid, whose text it was paid for, and the proofs of
 * both, which anybody checks against the hash of one block without asking a node.
 *
 * <p>{@link org.openledger.node.evidence.Verifier} needs nothing of this node. {@link
 * org.openledger.node.evidence.EvidenceMaker} makes evidence out of a node's chain and index.
 */
@NullMarked
package org.openledger.node.evidence;

import org.jspecify.annotations.NullMarked;
