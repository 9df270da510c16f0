/**
 * All contracts as one machine: random calls of every function by several actors, against books in
 * plain Java.
 */
package org.openledger.precompile.machine;
