/** The command line. */
@NullMarked
package org.openledger.cli;

import org.jspecify.annotations.NullMarked;
