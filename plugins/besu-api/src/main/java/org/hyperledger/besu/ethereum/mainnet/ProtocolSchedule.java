package org.hyperledger.besu.ethereum.mainnet;

import java.util.function.Predicate;

/** The milestones of a chain. */
public interface ProtocolSchedule {
  boolean anyMatch(Predicate<ScheduledProtocolSpec> predicate);
}
