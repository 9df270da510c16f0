/** The whole story of the demo, looked at by others: an independent client, and a real Besu. */
package org.openledger.integration.story;
