/** Unmodified clients from npm against the suite. */
package org.openledger.integration.client;
