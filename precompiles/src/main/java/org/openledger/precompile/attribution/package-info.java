/** Token attribution inside consensus. */
@NullMarked
package org.openledger.precompile.attribution;

import org.jspecify.annotations.NullMarked;
