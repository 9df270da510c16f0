/** How an attack is searched: dials, trials, climbing, what was found. */
@NullMarked
package org.openledger.attack.search;

import org.jspecify.annotations.NullMarked;
