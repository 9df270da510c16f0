/** From a block's logs to rows. */
@NullMarked
package org.openledger.node.history.recorder;

import org.jspecify.annotations.NullMarked;
