/** What a network of real Besu nodes settles in a second, beside a fee splitter in Solidity. */
@NullMarked
package org.openledger.bench.network;

import org.jspecify.annotations.NullMarked;
