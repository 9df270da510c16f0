/** The native contracts over a host in memory: for benchmarks and attacks. */
@NullMarked
package org.openledger.twin;

import org.jspecify.annotations.NullMarked;
