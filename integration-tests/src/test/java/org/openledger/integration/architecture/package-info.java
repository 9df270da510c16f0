/** What holds the code to its shape: formatting, directions of dependencies, consensus bytecode. */
package org.openledger.integration.architecture;
