/** How long steps tell their caller where they are. */
@NullMarked
package org.openledger.attribution.progress;

import org.jspecify.annotations.NullMarked;
