/** The JSON-RPC methods that a history answers. */
@NullMarked
package org.openledger.node.history.api;

import org.jspecify.annotations.NullMarked;
