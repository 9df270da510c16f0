package org.openledger.devnet.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.block.TransactionLocation;
import org.openledger.devnet.state.Log;

/** Collects the logs that match a filter, block by block, up to the limits of one answer. */
final class LogSearch {

  private final LogFilter filter;
  private final boolean removed;
  private final List<Object> found = new ArrayList<>();
  private long bytes;

  /**
   * @param removed whether the logs are of blocks that are no more
   */
  LogSearch(LogFilter filter, boolean removed) {
    this.filter = filter;
    this.removed = removed;
  }

  /** The logs found so far, as JSON. */
  List<Object> found() {
    return found;
  }

  /**
   * Adds the matching logs of a block: all of them, or none.
   *
   * @return false where they do not fit into one answer any more
   */
  boolean add(SealedBlock block) {
    if (!filter.mayMatch(block.header().logsBloom())) {
      return true;
    }
    int before = found.size();
    for (int i = 0; i < block.receipts().size(); i++) {
      TransactionLocation location = new TransactionLocation(block, i);
      List<Log> logs = location.receipt().logs();
      for (int place = 0; place < logs.size(); place++) {
        if (filter.matches(logs.get(place)) && !take(location, place)) {
          found.subList(before, found.size()).clear();
          return false;
        }
      }
    }
    return true;
  }

  private boolean take(TransactionLocation location, int place) {
    bytes += location.receipt().logs().get(place).data().size();
    if (found.size() == LogMethods.MAX_LOGS || bytes > LogMethods.MAX_LOG_BYTES) {
      return false;
    }
    Map<String, Object> json = BlockJson.log(location, place);
    json.put("removed", removed);
    found.add(json);
    return true;
  }
}
