package org.openledger.integration.besu;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether there is a Besu to test with. */
final class BesuCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (BesuHome.find().isPresent()) {
      return ConditionEvaluationResult.enabled("Besu is in " + BesuHome.expected());
    }
    String reason =
        "no Besu in " + BesuHome.expected() + " (bin/besu and lib/*.jar); set BESU_HOME to one";
    if (BesuHome.isRequired()) {
      throw new IllegalStateException("OPENLEDGER_REQUIRE_BESU=1, but " + reason);
    }
    return ConditionEvaluationResult.disabled(reason);
  }
}
