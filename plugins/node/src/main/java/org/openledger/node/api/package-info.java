/** All JSON-RPC methods of a node, put together. */
@NullMarked
package org.openledger.node.api;

import org.jspecify.annotations.NullMarked;
