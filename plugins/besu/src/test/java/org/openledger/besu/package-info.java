/** What the adapter does without a host. */
package org.openledger.besu;
