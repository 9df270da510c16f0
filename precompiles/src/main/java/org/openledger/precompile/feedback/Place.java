package org.openledger.precompile.feedback;

/**
 * Where an inference was put up.
 *
 * @param round of the model; 0: nowhere
 * @param item its number in the round, from 0
 */
record Place(long round, int item) {}
