package org.openledger.node.peer;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.MissingContent;

/** Who wants contents. */
public interface ContentDemand {

  /** What is missing now; most urgent first. */
  List<MissingContent> missing();

  /** One of them, with its length; empty where that cannot be told now. */
  Optional<WantedContent> sized(MissingContent missing);

  /** Whether it is wanted no longer: it came another way. */
  boolean has(Bytes32 root);

  /** Takes a content that was checked against its root. */
  void keep(Bytes32 root, byte[] encoded);
}
