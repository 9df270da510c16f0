/**
 * The types of Hyperledger Besu that the adapter touches, as signatures written by hand. The host
 * brings the real ones: these are compiled against, and never packaged. A test compares them with
 * the jars of a Besu where there is one.
 */
package org.hyperledger.besu;
