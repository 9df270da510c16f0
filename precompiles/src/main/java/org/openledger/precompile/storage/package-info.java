/** Storage words, laid out as solc lays out the reference contract. */
@NullMarked
package org.openledger.precompile.storage;

import org.jspecify.annotations.NullMarked;
