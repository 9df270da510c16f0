package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class AttackCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void anAttackSaysWhatItFoundAndHowToRepeatIt() throws Exception {
    assertThat(run("attack", "copy", "split", "--trials", "30", "--seed", "7", "--json")).isZero();
    JsonNode report = new JsonMapper().readTree(out.toString());
    assertThat(report.get("seed").asLong()).isEqualTo(7);
    assertThat(report.get("held").asBoolean()).isTrue();
    assertThat(report.get("attacks")).hasSize(2);
    for (JsonNode attack : report.get("attacks")) {
      assertThat(attack.get("gainPpm").asDouble()).isLessThanOrEqualTo(0);
      assertThat(attack.get("lossPpm").asDouble()).isZero();
      assertThat(attack.get("settings").asText()).isNotBlank();
    }
  }

  @Test
  void theTableIsAligned() {
    assertThat(run("attack", "copy", "--trials", "10")).isZero();
    assertThat(out.toString().lines().findFirst().orElse(""))
        .startsWith("  attack  tries  best gain");
    assertThat(err.toString()).contains("copy");
  }

  @Test
  void theListNamesThemAll() {
    assertThat(run("attack", "--list")).isZero();
    assertThat(out.toString()).contains("extend-copies", "split", "ngram-flood");
  }

  @Test
  void wrongUseIsToldApartFromABrokenBound() {
    assertThat(run("attack")).isEqualTo(2);
    assertThat(run("attack", "bribery")).isEqualTo(2);
    assertThat(err.toString()).contains("no attack bribery; there are copy,");
    assertThat(run("attack", "copy", "--trials", "0")).isEqualTo(2);
    assertThat(run("attack", "--help")).isZero();
  }

  private int run(String... arguments) {
    return OpenLedger.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
