/** Benchmarks of the kernels, beside plain peers in the same run. No consensus code. */
@NullMarked
package org.openledger.attribution.bench;

import org.jspecify.annotations.NullMarked;
