/**
 * A client of a network: JSON-RPC over HTTP, signing accounts, and the native contracts by the
 * names of their interfaces. It knows a node by its answers only, so that what it does any other
 * client can do.
 */
@NullMarked
package org.openledger.client;

import org.jspecify.annotations.NullMarked;
