package org.openledger.precompile;

import java.util.List;
import java.util.function.Function;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.host.SegmentSource;

/**
 * All versions of the protocol's rules that this software has, version 1 first. One that has been
 * active on any network is never changed and never taken out: its blocks are replayed by it.
 */
final class ProtocolVersions {

  /** The contracts of each version, over a node's indexes. */
  static final List<Function<SegmentSource, List<NativeContract>>> ALL =
      List.of(Contracts::version1);

  private ProtocolVersions() {}
}
