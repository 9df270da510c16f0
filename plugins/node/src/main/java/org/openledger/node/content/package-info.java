/** Contributions' content on disk, addressed by its Merkle root. */
@NullMarked
package org.openledger.node.content;

import org.jspecify.annotations.NullMarked;
