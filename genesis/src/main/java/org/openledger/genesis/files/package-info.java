/**
 * The files of a network of Besu nodes: genesis, keys, static nodes, options, start scripts; and
 * how they are made.
 */
@NullMarked
package org.openledger.genesis.files;

import org.jspecify.annotations.NullMarked;
