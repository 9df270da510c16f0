package org.openledger.node.peer;

import org.apache.tuweni.bytes.Bytes;

/** Asks peers for contents. */
@FunctionalInterface
interface PeerContents {

  /**
   * A piece of a content, of exactly the length that is asked for; its bytes are not checked.
   *
   * @param offset where it begins, in bytes
   * @param length how long it is
   */
  Bytes piece(Peer peer, WantedContent content, long offset, int length)
      throws PeerException, InterruptedException;
}
