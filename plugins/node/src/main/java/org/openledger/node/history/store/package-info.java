/**
 * Ordered rows in one file: checked, undone block by block, read at a settled block while the next
 * one is written.
 */
@NullMarked
package org.openledger.node.history.store;

import org.jspecify.annotations.NullMarked;
