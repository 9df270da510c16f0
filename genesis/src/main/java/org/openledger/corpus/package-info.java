/** Text and tokens of other people's files, read in an order that everybody gets. */
@NullMarked
package org.openledger.corpus;

import org.jspecify.annotations.NullMarked;
