package org.openledger.demo;

import org.openledger.progress.Steps;

/** Shows nothing. */
final class SilentSteps {

  static final Steps SILENT =
      (name, total) ->
          new Steps.Step() {
            @Override
            public void advance(long units) {}

            @Override
            public void close() {}
          };

  private SilentSteps() {}
}
