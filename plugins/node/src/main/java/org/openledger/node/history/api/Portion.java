package org.openledger.node.history.api;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.Page;

/**
 * A page of things whose texts others have chosen: it ends where it has its size, where its texts
 * are long together, or where enough was looked at.
 */
final class Portion<T> {

  private final Page page;
  private final List<T> items = new ArrayList<>();
  private Bytes last = Bytes.EMPTY;
  private long text;
  private int looked;

  Portion(Page page) {
    this.page = page;
  }

  /** Whether there is room for another one. */
  boolean hasRoom() {
    return items.size() < page.size()
        && text < HistoryLimits.PAGE_TEXT
        && looked < Page.MAX_LOOKED_AT;
  }

  /** Passes one that is not asked for. */
  void pass(Bytes key) {
    last = key;
    looked++;
  }

  /**
   * Takes one that is asked for.
   *
   * @param bytes length of its texts
   */
  void take(Bytes key, T item, long bytes) {
    pass(key);
    items.add(item);
    text += bytes;
  }

  /**
   * The page.
   *
   * @param more whether there are further ones
   */
  Listed<T> end(boolean more) {
    return more ? page.upTo(items, last) : page.last(items);
  }
}
