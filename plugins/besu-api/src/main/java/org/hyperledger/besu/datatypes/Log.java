package org.hyperledger.besu.datatypes;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/** A log that a frame emits. */
public class Log {
  public Log(Address logger, Bytes data, List<LogTopic> topics) {}
}
