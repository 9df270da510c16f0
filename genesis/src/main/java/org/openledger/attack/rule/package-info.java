/** Attacks on the attribution rule, run on the kernel that every validator runs. */
@NullMarked
package org.openledger.attack.rule;

import org.jspecify.annotations.NullMarked;
