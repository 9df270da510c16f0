/** Tokenizers by name: text to token ids and back, each with a hash that pins its vocabulary. */
@NullMarked
package org.openledger.attribution.tokenizer;

import org.jspecify.annotations.NullMarked;
