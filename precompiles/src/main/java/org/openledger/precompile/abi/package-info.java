/**
 * The ABI of the native contracts, bound at class initialisation from the JSON that integrators
 * read.
 */
@NullMarked
package org.openledger.precompile.abi;

import org.jspecify.annotations.NullMarked;
