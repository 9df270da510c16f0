/** Feedback of people on settled inferences: rounds, ratings, rewards, corrections. */
@NullMarked
package org.openledger.precompile.feedback;

import org.jspecify.annotations.NullMarked;
