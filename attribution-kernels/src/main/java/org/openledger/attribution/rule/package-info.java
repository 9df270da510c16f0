/** The attribution rule, version 1: counting windows, owners, own runs, credit. Consensus code. */
@NullMarked
package org.openledger.attribution.rule;

import org.jspecify.annotations.NullMarked;
