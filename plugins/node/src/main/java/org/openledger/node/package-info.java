/** What a node adds around the native contracts, on ports of our own. */
@NullMarked
package org.openledger.node;

import org.jspecify.annotations.NullMarked;
