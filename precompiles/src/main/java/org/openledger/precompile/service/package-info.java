/** Providers, fine-tune jobs, hosting of adapters: {@code IServices}. */
@NullMarked
package org.openledger.precompile.service;

import org.jspecify.annotations.NullMarked;
