package org.openledger.besu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which releases of Besu the plugin works with: {@code docs/compatibility.json}, packed beside this
 * class.
 *
 * @param least the oldest release that has all that the plugin calls
 * @param tested releases on which the whole test suite runs
 */
record BesuRelease(String least, List<String> tested) {

  private static final Logger LOG = LoggerFactory.getLogger(BesuRelease.class);
  private static final Pattern NUMBERS = Pattern.compile("([0-9]+)\\.([0-9]+)(?:\\.([0-9]+))?.*");

  BesuRelease {
    tested = List.copyOf(tested);
  }

  /** What the plugin was made for. */
  static BesuRelease supported() {
    try (InputStream in = BesuRelease.class.getResourceAsStream("compatibility.json")) {
      if (in == null) {
        throw new IllegalStateException("compatibility.json is not on the class path");
      }
      JsonNode besu = JsonMapper.builder().build().readTree(in).required("besu");
      List<String> tested = new ArrayList<>();
      besu.required("tested").forEach(release -> tested.add(release.asText()));
      return new BesuRelease(besu.required("least").asText(), tested);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Refuses a release that is too old; says so where one was never tested.
   *
   * @param running the host's release; empty where it does not tell
   */
  void check(Optional<String> running) {
    if (running.isEmpty()) {
      LOG.warn("OL-005 this Besu does not tell its release; OpenLedger is tested on {}", tested);
      return;
    }
    String release = running.get();
    if (compare(numbers(release), numbers(least)) < 0) {
      throw new StartUpException(
          Refusal.UNSUPPORTED_BESU,
          "this is Besu "
              + release
              + ", the plugin needs "
              + least
              + " or later: use "
              + String.join(" or ", tested));
    }
    if (!tested.contains(release)) {
      LOG.warn("OL-006 this is Besu {}; OpenLedger is tested on {} only", release, tested);
    }
  }

  /** Major, minor and patch; what does not begin with numbers is taken for newer than any. */
  private static List<Integer> numbers(String release) {
    Matcher matcher = NUMBERS.matcher(release);
    if (!matcher.matches()) {
      return List.of(Integer.MAX_VALUE);
    }
    String patch = matcher.group(3) == null ? "0" : matcher.group(3);
    return List.of(
        Integer.valueOf(matcher.group(1)),
        Integer.valueOf(matcher.group(2)),
        Integer.valueOf(patch));
  }

  private static int compare(List<Integer> one, List<Integer> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = Integer.compare(one.get(i), other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
