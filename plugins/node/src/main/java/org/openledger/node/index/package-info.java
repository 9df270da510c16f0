/** Suffix-array segments of sealed versions: built off the hot path, resident before ready. */
@NullMarked
package org.openledger.node.index;

import org.jspecify.annotations.NullMarked;
