/**
 * The one file that configures a network: what it may say, what is wrong about it, what it means,
 * and the hash that names it. The JSON Schema, the reader and the explanation come from one
 * description of the settings, {@link org.openledger.genesis.settings.Catalogue}.
 */
@NullMarked
package org.openledger.genesis.settings;

import org.jspecify.annotations.NullMarked;
