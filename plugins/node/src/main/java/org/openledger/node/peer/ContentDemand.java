package org.openledger.node.peer;

import java.util.List;
import org.apache.tuweni.bytes.Bytes32;

/** Who wants contents. */
public interface ContentDemand {

  /** What is wanted now; most urgent first. */
  List<WantedContent> wanted();

  /** Whether it is wanted no longer: it came another way. */
  boolean has(Bytes32 root);

  /** Takes a content that was checked against its root. */
  void keep(Bytes32 root, byte[] encoded);
}
