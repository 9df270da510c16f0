package org.openledger.genesis.settings;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that no network can be made of; says all that is wrong about it. */
public final class SettingsException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  public SettingsException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order of the file's settings. */
  public List<Problem> problems() {
    return problems;
  }
}
