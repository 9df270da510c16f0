package org.openledger.integration.besu;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs where there is a Besu; else skipped with the reason, or failed where {@code
 * OPENLEDGER_REQUIRE_BESU=1}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BesuCondition.class)
public @interface RequiresBesu {}
