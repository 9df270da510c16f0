/** What the native contracts cost: calls of every function, timed, on a network in memory. */
@NullMarked
package org.openledger.bench.contract;

import org.jspecify.annotations.NullMarked;
