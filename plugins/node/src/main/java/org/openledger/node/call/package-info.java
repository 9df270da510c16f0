/** Calls that this node has executed lately, so that none is computed more than once. */
@NullMarked
package org.openledger.node.call;

import org.jspecify.annotations.NullMarked;
