package org.openledger.node.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openledger.attribution.fixture.InputCorpus;

/** The inputs of the corpus, as they are and bent. */
class CorpusTest {

  /** Names say whether an input is sound, so that a corpus of mere rubbish fails. */
  @ParameterizedTest
  @EnumSource
  void everyInputOfTheCorpusIsReadAsItsNameSays(Target target) {
    assertThat(InputCorpus.of(target).misread(target::accepts)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void bentInputsAreReadOrRefused(Target target) {
    InputCorpus.of(target).readBent(target::accepts);
  }
}
