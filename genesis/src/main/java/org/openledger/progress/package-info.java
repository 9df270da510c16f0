/** How the command line shows how long steps go on. */
@NullMarked
package org.openledger.progress;

import org.jspecify.annotations.NullMarked;
