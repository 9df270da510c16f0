/** What an operator sees of a running node: options, metrics, health, and the manual about them. */
package org.openledger.integration.operations;
