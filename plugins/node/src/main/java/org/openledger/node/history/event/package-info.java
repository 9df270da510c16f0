/** Logs of the native contracts, decoded by the names that the interfaces give. */
@NullMarked
package org.openledger.node.history.event;

import org.jspecify.annotations.NullMarked;
