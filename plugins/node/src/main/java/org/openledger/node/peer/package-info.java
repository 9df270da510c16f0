/** Contents that this node lacks, fetched from the nodes that its operator names. */
@NullMarked
package org.openledger.node.peer;

import org.jspecify.annotations.NullMarked;
