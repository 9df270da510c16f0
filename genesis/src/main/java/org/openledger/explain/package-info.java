/** Evidence for people: what it proves in words, and as a page. */
@NullMarked
package org.openledger.explain;

import org.jspecify.annotations.NullMarked;
