/** What an operator does about sealed versions: compares indexes and attests his own node's. */
@NullMarked
package org.openledger.attestation;

import org.jspecify.annotations.NullMarked;
