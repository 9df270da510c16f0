/** Networks of several Besu nodes, made and run by the command line as an operator would. */
package org.openledger.integration.network;
