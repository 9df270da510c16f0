package org.openledger.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the same questions about a past block over and over; the answers must stay what they were.
 */
final class HealthyClient implements Strain {

  /**
   * A question and its answer.
   *
   * @param method JSON-RPC method
   * @param params of it
   * @param result what was answered before all strain
   */
  record Known(String method, List<@Nullable Object> params, JsonNode result) {}

  private static final long PAUSE_MILLIS = 3;

  private final HttpAsker asker;
  private final List<Known> questions;
  private final Findings findings;
  private Latencies latencies = new Latencies();
  private int next;
  private long refused;

  HealthyClient(URI url, List<Known> questions, Findings findings) {
    this.asker = new HttpAsker(url);
    this.questions = List.copyOf(questions);
    this.findings = findings;
  }

  /** From now on times go there. */
  void measure(Latencies into) {
    latencies = into;
  }

  /** How often the node had no room for it. */
  long refused() {
    return refused;
  }

  @Override
  public void round() throws IOException, InterruptedException {
    Known question = questions.get(next);
    next = (next + 1) % questions.size();
    Latencies into = latencies;
    long start = System.nanoTime();
    JsonNode answer = asker.ask(question.method(), question.params());
    into.add(System.nanoTime() - start);
    if (answer.has("error")) {
      refused++;
      findings.wrong("a healthy client's " + question.method() + ": " + answer.get("error"));
    } else if (!question.result().equals(answer.get("result"))) {
      findings.wrong(question.method() + question.params() + " is now " + answer.get("result"));
    }
    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
  }

  @Override
  public void close() {
    asker.close();
  }

  /** The questions with their present answers. */
  static List<Known> answered(HttpAsker asker, List<Known> questions)
      throws IOException, InterruptedException {
    List<Known> answered = new ArrayList<>();
    for (Known question : questions) {
      answered.add(
          new Known(
              question.method(),
              question.params(),
              asker.result(question.method(), question.params().toArray())));
    }
    return answered;
  }
}
