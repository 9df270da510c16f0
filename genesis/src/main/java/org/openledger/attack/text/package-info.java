/** Text to attack. */
@NullMarked
package org.openledger.attack.text;

import org.jspecify.annotations.NullMarked;
