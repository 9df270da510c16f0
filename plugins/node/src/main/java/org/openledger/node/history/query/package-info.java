/** Questions to a history. Each is answered from the rows of one block. */
@NullMarked
package org.openledger.node.history.query;

import org.jspecify.annotations.NullMarked;
