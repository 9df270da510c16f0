/** Signed transactions: decoding, the sender's recovery, intrinsic gas. */
@NullMarked
package org.openledger.devnet.transaction;

import org.jspecify.annotations.NullMarked;
