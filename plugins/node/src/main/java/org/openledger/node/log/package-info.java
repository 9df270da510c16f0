/** What is written to a node's log, and how often. */
@NullMarked
package org.openledger.node.log;

import org.jspecify.annotations.NullMarked;
