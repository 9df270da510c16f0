/** The gas schedule of each protocol version, and the one meter that takes gas. */
@NullMarked
package org.openledger.precompile.gas;

import org.jspecify.annotations.NullMarked;
