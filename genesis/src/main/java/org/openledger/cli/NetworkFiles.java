package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openledger.genesis.settings.Problem;
import org.openledger.genesis.settings.SettingsException;
import org.openledger.genesis.settings.SettingsFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Configuration files as the commands read them. */
record NetworkFiles(CommandSpec spec) {

  /** The file, or nothing where it is unsound: then all that is wrong has been said. */
  Optional<SettingsFile> read(Path file) throws IOException {
    requireFile(file);
    try {
      SettingsFile read = SettingsFile.read(file);
      tell(file, read.warnings(), List.of());
      return Optional.of(read);
    } catch (SettingsException e) {
      tell(file, List.of(), e.problems());
      return Optional.empty();
    }
  }

  void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), "there is no file " + file);
    }
  }

  /** Says what deserves a second look, and what is wrong. */
  void tell(Path file, List<Problem> warnings, List<Problem> problems) {
    PrintWriter err = spec.commandLine().getErr();
    warnings.forEach(warning -> err.println(file + ": warning: " + warning));
    problems.forEach(problem -> err.println(file + ": " + problem));
    if (!problems.isEmpty()) {
      int count = problems.size();
      err.println("openledger: " + count + (count == 1 ? " problem" : " problems"));
    }
    err.flush();
  }
}
