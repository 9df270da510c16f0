/** OPEN locked as gOPEN: the token, its votes, stake and slashing. */
@NullMarked
package org.openledger.precompile.stake;

import org.jspecify.annotations.NullMarked;
