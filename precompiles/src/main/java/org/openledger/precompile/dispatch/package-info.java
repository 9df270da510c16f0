/**
 * The one wrapper that every call passes through, its guards, the gas meter, and what a handler
 * sees.
 */
@NullMarked
package org.openledger.precompile.dispatch;

import org.jspecify.annotations.NullMarked;
