package org.openledger.node.rpc;

/**
 * A type of requests and answers alike.
 *
 * @param <T> what methods see
 */
public interface JsonType<T> extends InputType<T>, OutputType<T> {}
