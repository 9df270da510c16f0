package org.openledger.node.history.store;

/**
 * A row.
 *
 * @param key where it stands
 * @param fields what it says
 */
public record Row(Key key, Fields fields) {}
