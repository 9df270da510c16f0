package org.openledger.cli;

import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.progress.Phases;
import org.openledger.progress.Steps;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What a command was given: says what is wrong about it, and where to show progress. */
record Arguments(CommandSpec spec) {

  /** Ends the command as wrongly used, unless this holds. */
  void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  Tokenizer tokenizer(String id) {
    require(
        Tokenizers.ids().contains(id), "no tokenizer " + id + ": there are " + Tokenizers.ids());
    return Tokenizers.byId(id);
  }

  /** Bars on a terminal, else lines. */
  Phases phases() {
    return new Phases(Terminal.errors() ? Steps.bars() : Steps.lines(spec.commandLine().getErr()));
  }
}
