/**
 * The chain as a node's queries see it: ports that each host fills, and reading the native
 * contracts on them. Nothing here changes state, and nothing here is consensus.
 */
@NullMarked
package org.openledger.node.chain;

import org.jspecify.annotations.NullMarked;
