/** Genesis allocations. */
@NullMarked
package org.openledger.genesis;

import org.jspecify.annotations.NullMarked;
