/**
 * Archives: contents and segments of versions that answers were paid by, for nodes that replay the
 * chain.
 */
@NullMarked
package org.openledger.node.archive;

import org.jspecify.annotations.NullMarked;
