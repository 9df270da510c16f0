/** The file that keeps a devnet's chain from one run to the next. */
@NullMarked
package org.openledger.devnet.file;

import org.jspecify.annotations.NullMarked;
