/**
 * Targets of Jazzer: whatever bytes arrive, a decoder gives a value or its own exception, and a
 * contract one of the four outcomes of a call. The suite runs the inputs of the corpus, {@code
 * ./openledger test fuzz} searches for more.
 */
package org.openledger.precompile.fuzz;
