package org.openledger.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a cost grows.
 *
 * @param chart curves of one chart share the name, x and unit
 * @param series which of its curves
 * @param x what grows
 * @param unit of what is measured
 * @param points by ascending x
 */
public record Curve(String chart, String series, String x, String unit, List<Point> points) {

  /** What was measured at one size. */
  public record Point(double x, double y) {}

  /** Keeps its own list. */
  public Curve {
    points = List.copyOf(points);
  }

  /** {chart, series, x, unit, points: [{x, y}]}. */
  public Map<String, Object> toMap() {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Point point : points) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("x", point.x());
      entry.put("y", point.y());
      list.add(entry);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("chart", chart);
    map.put("series", series);
    map.put("x", x);
    map.put("unit", unit);
    map.put("points", list);
    return map;
  }
}
