/**
 * The native contracts of an OpenLedger chain for web3j. Wrappers of the contracts are generated
 * from their ABI when this module is built; the rest is what they need besides.
 */
@NullMarked
package org.openledger.contracts;

import org.jspecify.annotations.NullMarked;
