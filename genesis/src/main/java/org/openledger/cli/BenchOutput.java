package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openledger.bench.BenchCharts;
import org.openledger.bench.BenchReport;
import org.openledger.bench.BenchRow;
import org.openledger.bench.Curve;
import org.openledger.bench.SkippedRow;
import org.openledger.terminal.Table;
import picocli.CommandLine.Option;

/** How the benchmarks print and keep what they found. */
final class BenchOutput {

  @Option(names = "--json", description = "Print JSON, in one line.")
  private boolean json;

  @Option(names = "--markdown", description = "Print tables in Markdown.")
  private boolean markdown;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write the report as JSON and charts as PNG files there.")
  private @Nullable Path directory;

  /** Prints the report and, if it was asked for, writes it under this name. */
  void show(BenchReport report, String name, PrintWriter out) throws IOException {
    Path target = directory;
    if (target != null) {
      Files.createDirectories(target);
      Files.writeString(target.resolve(name + ".json"), report.json());
      BenchCharts.write(report, target);
    }
    if (json) {
      out.println(JsonLine.text(report.toMap()));
    } else if (markdown) {
      out.print(report.markdown());
    } else {
      print(report, out);
    }
    out.flush();
  }

  private static void print(BenchReport report, PrintWriter out) {
    out.println(report.machineLine());
    out.println();
    Table table = new Table("row", ">value", "unit", "goal", "", "peer", ">its value", ">ratio");
    for (BenchRow row : report.rows()) {
      Double peer = row.peerValue();
      Double ratio = row.ratio();
      Boolean met = row.met();
      table.row(
          row.name(),
          BenchReport.number(row.value()),
          row.unit(),
          BenchReport.goal(row),
          met == null ? "" : met ? "met" : "missed",
          row.peer() == null ? "" : row.peer(),
          peer == null ? "" : BenchReport.number(peer),
          ratio == null ? "" : BenchReport.number(ratio));
    }
    if (!report.rows().isEmpty()) {
      table.print(out);
    }
    for (String chart : report.charts()) {
      out.println();
      Table points =
          new Table(chart, ">" + report.curvesOf(chart).getFirst().x(), ">value", "unit");
      for (Curve curve : report.curvesOf(chart)) {
        for (Curve.Point point : curve.points()) {
          points.row(
              curve.series(),
              BenchReport.number(point.x()),
              BenchReport.number(point.y()),
              curve.unit());
        }
      }
      points.print(out);
    }
    for (SkippedRow row : report.skipped()) {
      out.println();
      out.println("skipped: " + row.name() + " (" + row.reason() + ")");
    }
  }
}
