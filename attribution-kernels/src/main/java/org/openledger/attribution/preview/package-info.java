/**
 * Answers from segments that are not verified yet and not in memory yet. No consensus code: what it
 * says binds nobody.
 */
@NullMarked
package org.openledger.attribution.preview;

import org.jspecify.annotations.NullMarked;
