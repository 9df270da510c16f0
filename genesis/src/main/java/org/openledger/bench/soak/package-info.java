/** Minutes under hostile and healthy clients at once, and what is left of them afterwards. */
@NullMarked
package org.openledger.bench.soak;

import org.jspecify.annotations.NullMarked;
