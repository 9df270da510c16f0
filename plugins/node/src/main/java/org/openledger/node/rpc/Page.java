package org.openledger.node.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainView;

/**
 * One page of a list while it is made. All pages of a list are read from the block of the first
 * one; the method must take {@link BlockSelector#BLOCK} and {@link PageRequest#PAGE}.
 */
public final class Page {

  /** Looks at one of some numbered things. */
  @FunctionalInterface
  public interface Lookup<T> {

    /** The thing; empty where it is not one of those that are asked for. */
    Optional<T> at(long number) throws RpcException;
  }

  /** Most things that are looked at for one page: a page of a rare kind may be short, or empty. */
  public static final int MAX_LOOKED_AT = 10_000;

  private final Arguments arguments;
  private final Queries queries;
  private final BlockRef block;
  private final int size;
  private final Optional<Bytes> after;

  private Page(
      Arguments arguments, Queries queries, BlockRef block, int size, Optional<Bytes> after) {
    this.arguments = arguments;
    this.queries = queries;
    this.block = block;
    this.size = size;
    this.after = after;
  }

  /**
   * Finds the block and the place in the list.
   *
   * @throws RpcException where the block or the cursor is none
   */
  public static Page open(Arguments arguments, Queries queries) throws RpcException {
    return open(arguments, queries, arguments.get(BlockSelector.BLOCK));
  }

  /**
   * A page of what the node holds at its head; the method takes {@link PageRequest#PAGE} alone.
   * What the node holds goes on while pages are asked for: their block says since when.
   *
   * @throws RpcException where the cursor is none
   */
  public static Page atHead(Arguments arguments, Queries queries) throws RpcException {
    return open(arguments, queries, new BlockSelector.Head());
  }

  private static Page open(Arguments arguments, Queries queries, BlockSelector selector)
      throws RpcException {
    PageRequest request = arguments.get(PageRequest.PAGE);
    if (request.cursor().isEmpty()) {
      BlockRef block = queries.block(selector);
      return new Page(arguments, queries, block, request.size(), Optional.empty());
    }
    Cursor cursor = Cursor.decode(arguments.query(), request.cursor().get());
    ChainView chain = queries.chain();
    BlockRef block =
        chain
            .block(cursor.block())
            .filter(found -> chain.block(found.number()).filter(found::equals).isPresent())
            .orElseThrow(() -> stale("is no longer on the chain"));
    return new Page(arguments, queries, block, request.size(), Optional.of(cursor.key()));
  }

  /** The block that the list is read from. */
  public BlockRef block() {
    return block;
  }

  /** Its state. */
  public BlockState state() throws RpcException {
    try {
      return queries.state(arguments, block);
    } catch (RpcException e) {
      if (after.isPresent() && e.failure() == RpcFailure.PRUNED_STATE) {
        throw stale("is no longer kept");
      }
      throw e;
    }
  }

  /** Most items of the page. */
  public int size() {
    return size;
  }

  /** The key of the last item of the page before; empty for the first page. */
  public Optional<Bytes> after() {
    return after;
  }

  /** The key where it is one number; {@code first} for the first page. */
  public long after(long first) throws RpcException {
    if (after.isEmpty()) {
      return first;
    }
    Bytes key = after.get();
    if (key.size() != Long.BYTES || key.get(0) < 0) {
      throw Cursor.forged();
    }
    return key.toLong();
  }

  /**
   * The page of things that are numbered from 1, by ascending number. It may hold fewer items than
   * asked for and yet have a page behind it, see {@link #MAX_LOOKED_AT}.
   *
   * @param count how many things there are
   */
  public <T> Listed<T> numbered(long count, Lookup<T> lookup) throws RpcException {
    List<T> items = new ArrayList<>();
    long number = after(0);
    for (int looked = 0; number < count && looked < MAX_LOOKED_AT; looked++) {
      number++;
      lookup.at(number).ifPresent(items::add);
      if (items.size() == size) {
        break;
      }
    }
    return number < count ? upTo(items, number) : last(items);
  }

  /** The page where there are more items. */
  public <T> Listed<T> upTo(List<T> items, Bytes lastKey) {
    String next = new Cursor(block.hash(), lastKey).encode(arguments.query());
    return new Listed<>(BlockId.of(block), items, Optional.of(next));
  }

  /** The page where there are more items, and the key is a number. */
  public <T> Listed<T> upTo(List<T> items, long lastKey) {
    return upTo(items, Bytes.ofUnsignedLong(lastKey));
  }

  /** The last page. */
  public <T> Listed<T> last(List<T> items) {
    return new Listed<>(BlockId.of(block), items, Optional.empty());
  }

  private static RpcException stale(String what) {
    return RpcFailure.STALE_CURSOR.because("The block that the list was read from " + what);
  }
}
