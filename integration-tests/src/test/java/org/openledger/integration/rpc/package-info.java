/**
 * The JSON-RPC of the suite from outside: snapshots, hostile input, a real Besu, the documentation.
 */
package org.openledger.integration.rpc;
