/** The accounts that earn, their numbers, and what each can withdraw. */
@NullMarked
package org.openledger.precompile.ledger;

import org.jspecify.annotations.NullMarked;
