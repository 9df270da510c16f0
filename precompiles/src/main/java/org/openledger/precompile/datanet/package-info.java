/** Datasets owned by communities. */
@NullMarked
package org.openledger.precompile.datanet;

import org.jspecify.annotations.NullMarked;
