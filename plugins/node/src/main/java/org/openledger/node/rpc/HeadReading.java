package org.openledger.node.rpc;

/**
 * What is read from the state of a block.
 *
 * @param <T> what it gives
 */
@FunctionalInterface
public interface HeadReading<T> {

  /** Reads it; the state is closed afterwards. */
  T read(BlockState state) throws RpcException;
}
