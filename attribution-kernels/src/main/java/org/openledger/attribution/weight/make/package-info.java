/** Makes weight tables from a reference corpus. Not consensus code. */
@NullMarked
package org.openledger.attribution.weight.make;

import org.jspecify.annotations.NullMarked;
