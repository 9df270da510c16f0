package org.openledger.node.content;

import org.apache.tuweni.bytes.Bytes32;

/**
 * A content is not of the tokenizer that it was asked for with. Its root binds its bytes, so it
 * never will be.
 */
public final class ForeignContentException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  ForeignContentException(Bytes32 root) {
    super(
        "content "
            + root.toHexString()
            + " is of another tokenizer: no version of this one holds it");
  }
}
