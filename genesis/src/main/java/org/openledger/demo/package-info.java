/**
 * The whole story on real text: data are contributed, sealed and indexed, a model answers, the
 * answer's tokens are attributed, the fee is split and paid out. All of it by signed transactions
 * over JSON-RPC, as any client would; what the chain says is computed again here and compared.
 */
@NullMarked
package org.openledger.demo;

import org.jspecify.annotations.NullMarked;
