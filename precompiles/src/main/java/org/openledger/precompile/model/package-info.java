/** The model registry. */
@NullMarked
package org.openledger.precompile.model;

import org.jspecify.annotations.NullMarked;
