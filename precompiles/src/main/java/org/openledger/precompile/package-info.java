/**
 * The native contracts of OpenLedger: one package for each contract, on the port {@code host}.
 * Everything here is consensus code: integers only, no clock, no randomness, no hash order.
 */
@NullMarked
package org.openledger.precompile;

import org.jspecify.annotations.NullMarked;
