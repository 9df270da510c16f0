/** Corpus segments: an immutable suffix-array index over contributions. Consensus code. */
@NullMarked
package org.openledger.attribution.segment;

import org.jspecify.annotations.NullMarked;
