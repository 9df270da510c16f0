package org.openledger.integration.operations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a node tells Prometheus.
 *
 * @param values by name and labels as they are written: {@code name{label="value",…}}
 */
record MetricsPage(Map<String, Double> values) {

  static MetricsPage of(HttpClient http, URI url) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    Map<String, Double> values = new LinkedHashMap<>();
    answer
        .body()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              int end = line.lastIndexOf(' ');
              values.put(
                  line.substring(0, end).replace(",}", "}"),
                  Double.valueOf(line.substring(end + 1)));
            });
    return new MetricsPage(values);
  }

  /** The names, without labels. */
  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    values.keySet().forEach(key -> names.add(key.replaceFirst("\\{.*", "")));
    return names;
  }

  /** The value of a metric with these labels, written in alphabetical order. */
  double value(String key) {
    Double value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is not among " + names());
    }
    return value;
  }
}
