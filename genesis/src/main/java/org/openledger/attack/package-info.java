/** Attacks on the attribution rule and on the native contracts, each a search. */
@NullMarked
package org.openledger.attack;

import org.jspecify.annotations.NullMarked;
