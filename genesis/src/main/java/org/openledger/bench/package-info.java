/** Measurements beside peers, as the command line shows them. */
@NullMarked
package org.openledger.bench;

import org.jspecify.annotations.NullMarked;
