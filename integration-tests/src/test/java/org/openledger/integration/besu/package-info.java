/**
 * A real Besu node, started with the packaged plugin, and what is checked on it. {@code BESU_HOME}
 * says where Besu is (default {@code /opt/besu}); without one these tests are skipped by name.
 */
package org.openledger.integration.besu;
