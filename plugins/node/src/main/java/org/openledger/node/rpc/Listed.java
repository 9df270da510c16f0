package org.openledger.node.rpc;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param block the block that all pages of the list are read from
 * @param items in the list's order
 * @param next cursor of the page after this one; empty where this is the last
 */
public record Listed<T>(BlockId block, List<T> items, Optional<String> next) {

  public Listed {
    items = List.copyOf(items);
  }

  /**
   * How it is written.
   *
   * @param name of its schema
   */
  public static <T> OutputType<Listed<T>> type(String name, OutputType<T> item) {
    return ObjectType.<Listed<T>>of(name, "One page of a list")
        .with(
            "block",
            BlockId.TYPE,
            "the block that all pages of the list are read from",
            Listed::block)
        .with("items", JsonTypes.listOf(item), "in the list's order", Listed::items)
        .with(
            "next",
            JsonTypes.optional(JsonTypes.STRING),
            "cursor of the page after this one; null where this is the last",
            Listed::next);
  }
}
