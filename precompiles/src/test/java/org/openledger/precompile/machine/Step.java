package org.openledger.precompile.machine;

/**
 * One step of a sequence: all its choices come from its own seed and from the state that it meets,
 * so that a sequence still makes sense when some of its steps are left out.
 */
record Step(long seed) {}
