/** What models have set aside for feedback, out of what their creators earn. */
@NullMarked
package org.openledger.precompile.fund;

import org.jspecify.annotations.NullMarked;
