/** What is packaged: only what Besu lacks, and signatures that agree with the real ones. */
package org.openledger.integration.distribution;
