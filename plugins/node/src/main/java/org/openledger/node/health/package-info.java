/**
 * Whether a node can be counted on: what stands between it and the blocks that are to come, told
 * long before they come.
 */
@NullMarked
package org.openledger.node.health;

import org.jspecify.annotations.NullMarked;
