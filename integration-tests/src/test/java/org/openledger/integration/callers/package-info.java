/** Contracts in EVM code that call native contracts, on a real Besu. */
package org.openledger.integration.callers;
