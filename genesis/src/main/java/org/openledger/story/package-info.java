/**
 * One model's way through all six stages, told with everybody who has a part in it: votes, data,
 * fine-tuning, hosting, inferences, agents, stakers, ratings, attested influence. At the end each
 * account's balance is explained to the wei. All of it by signed transactions over JSON-RPC.
 */
@NullMarked
package org.openledger.story;

import org.jspecify.annotations.NullMarked;
