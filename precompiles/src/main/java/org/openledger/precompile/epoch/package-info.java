/** The contributors' pools of INFLUENCE models, which wait for attested weights. */
@NullMarked
package org.openledger.precompile.epoch;

import org.jspecify.annotations.NullMarked;
