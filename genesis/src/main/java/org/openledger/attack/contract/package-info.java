/** Attacks on the native contracts, run on their twin in memory. */
@NullMarked
package org.openledger.attack.contract;

import org.jspecify.annotations.NullMarked;
