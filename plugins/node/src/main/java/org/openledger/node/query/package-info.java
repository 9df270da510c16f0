/** JSON-RPC methods that answer from the state of a block and from what this node holds. */
@NullMarked
package org.openledger.node.query;

import org.jspecify.annotations.NullMarked;
