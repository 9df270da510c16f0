/**
 * What a transaction or call does: checks before execution, the call into a native contract, fees.
 */
@NullMarked
package org.openledger.devnet.execution;

import org.jspecify.annotations.NullMarked;
