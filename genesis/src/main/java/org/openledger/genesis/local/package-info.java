/**
 * A network of Besu nodes on this machine: its processes, their state, their logs. For development
 * and rehearsals; in production each node is a service of its own machine.
 */
@NullMarked
package org.openledger.genesis.local;

import org.jspecify.annotations.NullMarked;
