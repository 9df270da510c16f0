package org.openledger.node.index;

import org.apache.tuweni.bytes.Bytes32;

/** An index built from sound content is not the one that the chain's operators attested. */
final class WrongIndexException extends Exception {

  private static final long serialVersionUID = 1L;

  WrongIndexException(Bytes32 built, Bytes32 attested) {
    super(
        "this node's index has digest "
            + built.toHexString()
            + ", the chain attested "
            + attested.toHexString()
            + ": check this machine's memory, Java and plugin release, then restart the node");
  }
}
