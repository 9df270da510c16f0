/** An index on disk: a directory of segments, and the manifest that says which of them count. */
@NullMarked
package org.openledger.attribution.collection;

import org.jspecify.annotations.NullMarked;
