/** Text for terminals. */
@NullMarked
package org.openledger.terminal;

import org.jspecify.annotations.NullMarked;
