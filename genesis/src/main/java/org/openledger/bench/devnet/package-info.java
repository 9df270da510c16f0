/** What a long chain costs the devnet. */
@NullMarked
package org.openledger.bench.devnet;

import org.jspecify.annotations.NullMarked;
