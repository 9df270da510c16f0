/** The fee of an inference, its split, and credits. */
@NullMarked
package org.openledger.precompile.fee;

import org.jspecify.annotations.NullMarked;
