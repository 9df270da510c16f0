/** A language model over segments, for demonstrations and tests. Not consensus code. */
@NullMarked
package org.openledger.attribution.generate;

import org.jspecify.annotations.NullMarked;
