package org.openledger.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark found.
 *
 * @param machine as {@link Machine#describe} says
 * @param rows measured
 * @param curves measured, none if nobody asked
 * @param skipped what was not measured
 */
public record BenchReport(
    Map<String, Object> machine,
    List<BenchRow> rows,
    List<Curve> curves,
    List<SkippedRow> skipped) {

  private static final double GIBI = 1 << 30;

  /** {machine, rows, curves, skipped}. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("machine", machine);
    map.put("rows", rows.stream().map(BenchRow::toMap).toList());
    map.put("curves", curves.stream().map(Curve::toMap).toList());
    map.put("skipped", skipped.stream().map(SkippedRow::toMap).toList());
    return map;
  }

  /** The map as JSON for people, with a line end. */
  public String json() {
    try {
      return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(toMap()) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IOException if it is no report
   */
  public static BenchReport parse(String json) throws IOException {
    try {
      JsonNode root = new JsonMapper().readTree(json);
      List<BenchRow> rows = new ArrayList<>();
      root.required("rows").forEach(node -> rows.add(row(node)));
      List<Curve> curves = new ArrayList<>();
      root.required("curves").forEach(node -> curves.add(curve(node)));
      List<SkippedRow> skipped = new ArrayList<>();
      for (JsonNode node : root.required("skipped")) {
        skipped.add(
            new SkippedRow(node.required("name").asText(), node.required("reason").asText()));
      }
      Map<String, Object> machine = new LinkedHashMap<>();
      root.required("machine")
          .properties()
          .forEach(
              entry ->
                  machine.put(
                      entry.getKey(),
                      new JsonMapper().convertValue(entry.getValue(), Object.class)));
      return new BenchReport(machine, rows, curves, skipped);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException("no report of a benchmark: " + e.getMessage(), e);
    }
  }

  /**
   * This one with all that another found on the same machine; where both hold a curve, the other's
   * counts.
   *
   * @throws IOException if the other comes from another machine
   */
  public BenchReport with(BenchReport other) throws IOException {
    for (String name : List.of("cpu", "cores", "memoryBytes", "jvm")) {
      if (!Objects.equals(machine.get(name), other.machine.get(name))) {
        throw new IOException("the reports come from two machines: " + name + " differs");
      }
    }
    Map<String, Curve> joined = new LinkedHashMap<>();
    Stream.concat(curves.stream(), other.curves.stream())
        .forEach(curve -> joined.put(curve.chart() + '/' + curve.series(), curve));
    return new BenchReport(
        machine,
        Stream.concat(rows.stream(), other.rows.stream()).toList(),
        List.copyOf(joined.values()),
        Stream.concat(skipped.stream(), other.skipped.stream()).toList());
  }

  /** The machine in one line. */
  public String machineLine() {
    return String.format(
        Locale.ROOT,
        "%s, %s cores, %.0f GiB, %s %s %s, %s, heap %.1f GiB, huge pages: %s",
        machine.get("cpu"),
        machine.get("cores"),
        bytes("memoryBytes") / GIBI,
        machine.get("os"),
        machine.get("kernel"),
        machine.get("arch"),
        machine.get("jvm"),
        bytes("heapBytes") / GIBI,
        machine.get("hugePages"));
  }

  /** Names of the charts that the curves make, in their order. */
  public List<String> charts() {
    return curves.stream().map(Curve::chart).distinct().toList();
  }

  /** The curves of one chart. */
  public List<Curve> curvesOf(String chart) {
    return curves.stream().filter(curve -> curve.chart().equals(chart)).toList();
  }

  /** All of it as Markdown: machine, rows, a table for each chart. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(machineLine()).append(":\n\n");
    if (!rows.isEmpty()) {
      text.append("| row | value | goal | | peer | its value | ratio |\n");
      text.append("|---|---:|---|---|---|---:|---:|\n");
    }
    for (BenchRow row : rows) {
      text.append("| `").append(row.name()).append("` | ");
      text.append(number(row.value())).append(' ').append(row.unit()).append(" | ");
      text.append(goal(row)).append(" | ").append(outcome(row)).append(" | ");
      text.append(row.peer() == null ? "" : row.peer()).append(" | ");
      text.append(row.peerValue() == null ? "" : number(row.peerValue())).append(" | ");
      Double ratio = row.ratio();
      text.append(ratio == null ? "" : String.format(Locale.ROOT, "%,.2f", ratio)).append(" |\n");
    }
    for (SkippedRow row : skipped) {
      text.append("\nNot measured: ").append(row.name()).append(" (").append(row.reason());
      text.append(").\n");
    }
    for (String chart : charts()) {
      text.append("\n`").append(chart).append("`\n\n").append(table(curvesOf(chart)));
    }
    return text.toString();
  }

  /** A number with three or so digits that matter. */
  public static String number(double value) {
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.3f", value);
  }

  /** What a row is held against; empty where there is no goal. */
  public static String goal(BenchRow row) {
    Double goal = row.goal();
    return goal == null ? "" : (row.atLeast() ? "≥ " : "≤ ") + number(goal);
  }

  private static String outcome(BenchRow row) {
    Boolean met = row.met();
    return met == null ? "" : met ? "met" : "**missed**";
  }

  private static String table(List<Curve> curves) {
    TreeSet<Double> places = new TreeSet<>();
    curves.forEach(curve -> curve.points().forEach(point -> places.add(point.x())));
    StringBuilder text = new StringBuilder("| " + curves.getFirst().x() + " |");
    for (Curve curve : curves) {
      text.append(' ').append(curve.series()).append(" (").append(curve.unit()).append(") |");
    }
    text.append("\n|---:|").append("---:|".repeat(curves.size())).append('\n');
    for (double x : places) {
      text.append(String.format(Locale.ROOT, "| %,.0f |", x));
      for (Curve curve : curves) {
        text.append(' ').append(at(curve, x)).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String at(Curve curve, double x) {
    return curve.points().stream()
        .filter(point -> point.x() == x)
        .map(point -> number(point.y()))
        .collect(Collectors.joining());
  }

  private double bytes(String name) {
    return machine.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  private static BenchRow row(JsonNode node) {
    return new BenchRow(
        node.required("name").asText(),
        node.required("value").asDouble(),
        node.required("unit").asText(),
        decimal(node.required("goal")),
        node.required("atLeast").asBoolean(),
        node.required("peer").isNull() ? null : node.required("peer").asText(),
        decimal(node.required("peerValue")));
  }

  private static @Nullable Double decimal(JsonNode node) {
    return node.isNull() ? null : Double.valueOf(node.asDouble());
  }

  private static Curve curve(JsonNode node) {
    List<Curve.Point> points = new ArrayList<>();
    for (JsonNode point : node.required("points")) {
      points.add(new Curve.Point(point.required("x").asDouble(), point.required("y").asDouble()));
    }
    return new Curve(
        node.required("chart").asText(),
        node.required("series").asText(),
        node.required("x").asText(),
        node.required("unit").asText(),
        points);
  }
}
