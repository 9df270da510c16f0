/** The same calls on the devnet and on a real Besu, drawn from a seed: both do the same. */
package org.openledger.integration.differential;
