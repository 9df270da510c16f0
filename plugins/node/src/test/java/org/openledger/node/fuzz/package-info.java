/** What a node reads from strangers, under changed and random bytes. */
@NullMarked
package org.openledger.node.fuzz;

import org.jspecify.annotations.NullMarked;
