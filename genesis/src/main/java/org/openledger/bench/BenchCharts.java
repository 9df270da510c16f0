package org.openledger.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;

/** Draws a report as PNG files; needs no display. */
public final class BenchCharts {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;
  private static final double MILLION = 1e6;

  private BenchCharts() {}

  /**
   * Draws {@code build.png} and {@code match.png} (rows with peers) and a file for each chart of
   * curves, named after it. What has no rows or points is left out.
   *
   * @param directory where they go; exists
   * @return the files
   */
  public static List<Path> write(BenchReport report, Path directory) throws IOException {
    System.setProperty("java.awt.headless", "true");
    List<Path> files = new ArrayList<>();
    List<BenchRow> builds = withPeers(report, name -> name.startsWith("build."));
    if (!builds.isEmpty()) {
      CategoryChart chart = bars("Construction (higher is better)", "million a second");
      bars(chart, builds, MILLION, "C library");
      files.add(save(chart, directory, "build"));
    }
    List<BenchRow> matches = withPeers(report, name -> name.startsWith("match."));
    if (!matches.isEmpty()) {
      CategoryChart chart = bars("Longest matches (lower is better)", "µs a token");
      bars(chart, matches, 1, "plain binary search");
      files.add(save(chart, directory, "match"));
    }
    for (String name : report.charts()) {
      files.add(save(lines(name, report.curvesOf(name)), directory, name));
    }
    return files;
  }

  private static List<BenchRow> withPeers(BenchReport report, Predicate<String> names) {
    return report.rows().stream()
        .filter(row -> row.peerValue() != null && names.test(row.name()))
        .toList();
  }

  private static CategoryChart bars(String title, String y) {
    CategoryChart chart =
        new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(title).yAxisTitle(y).build();
    plain(chart.getStyler());
    chart.getStyler().setLabelsVisible(true);
    chart.getStyler().setDecimalPattern("#,##0.##");
    return chart;
  }

  private static void bars(CategoryChart chart, List<BenchRow> rows, double scale, String peer) {
    List<String> names = rows.stream().map(row -> label(row.name())).toList();
    chart.addSeries("ours", names, rows.stream().map(row -> row.value() / scale).toList());
    chart.addSeries(peer, names, rows.stream().map(row -> peerValue(row) / scale).toList());
  }

  private static double peerValue(BenchRow row) {
    Double value = row.peerValue();
    return value == null ? 0 : value;
  }

  /** The part of a row's name that tells it from its neighbours. */
  private static String label(String name) {
    int begin = name.indexOf('.') + 1;
    int end = name.endsWith(".us_per_token") ? name.lastIndexOf('.') : name.length();
    return name.substring(begin, end).replace("_per_s", " a second");
  }

  private static XYChart lines(String name, List<Curve> curves) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(name)
            .xAxisTitle(curves.getFirst().x())
            .yAxisTitle(curves.getFirst().unit())
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(0.0);
    plain(chart.getStyler());
    for (Curve curve : curves) {
      chart.addSeries(
          curve.series(),
          curve.points().stream().map(Curve.Point::x).toList(),
          curve.points().stream().map(Curve.Point::y).toList());
    }
    return chart;
  }

  private static void plain(Styler styler) {
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setLegendBorderColor(Color.WHITE);
  }

  private static Path save(Chart<?, ?> chart, Path directory, String name) throws IOException {
    Path file = directory.resolve(name + ".png");
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
    return file;
  }
}
