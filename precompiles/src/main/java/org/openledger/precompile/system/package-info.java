/** The network's configuration and roles. */
@NullMarked
package org.openledger.precompile.system;

import org.jspecify.annotations.NullMarked;
