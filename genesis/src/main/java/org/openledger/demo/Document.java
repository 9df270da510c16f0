package org.openledger.demo;

/**
 * A text of the corpus.
 *
 * @param name its path in its contributor's folder
 * @param tokens its token ids; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Documents are told apart by their names.
record Document(String name, int[] tokens) {}
