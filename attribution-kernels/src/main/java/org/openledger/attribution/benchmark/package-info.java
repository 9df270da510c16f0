/** Measures the kernels on a user's own corpus. No consensus code: it reads clocks. */
@NullMarked
package org.openledger.attribution.benchmark;

import org.jspecify.annotations.NullMarked;
