/**
 * Sums over time: each point holds all that came before, so a span is a difference of two points.
 */
@NullMarked
package org.openledger.node.history.series;

import org.jspecify.annotations.NullMarked;
