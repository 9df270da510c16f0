/**
 * What a text would have earned, had it been the first: the rule over answers that were settled.
 */
@NullMarked
package org.openledger.node.history.estimate;

import org.jspecify.annotations.NullMarked;
