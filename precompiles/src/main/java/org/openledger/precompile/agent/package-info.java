/** Agents: who they are, what they may spend, and where their coins go. */
@NullMarked
package org.openledger.precompile.agent;

import org.jspecify.annotations.NullMarked;
