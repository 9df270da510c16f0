/** What agents may spend, and have spent: the part of their storage that settlements look at. */
@NullMarked
package org.openledger.precompile.spending;

import org.jspecify.annotations.NullMarked;
