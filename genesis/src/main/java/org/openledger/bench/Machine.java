package org.openledger.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The machine that measures. */
public final class Machine {
  private static final String UNKNOWN = "unknown";

  private Machine() {}

  /**
   * {cpu, cores, memoryBytes, os, kernel, arch, jvm, heapBytes, jvmOptions, hugePages}: what this
   * machine says about itself, "unknown" where it says nothing. Options are those of the Java
   * machine that change how fast it is.
   */
  public static Map<String, Object> describe() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("cpu", cpu(Path.of("/proc/cpuinfo")));
    map.put("cores", Runtime.getRuntime().availableProcessors());
    map.put("memoryBytes", memory());
    map.put("os", System.getProperty("os.name"));
    map.put("kernel", System.getProperty("os.version"));
    map.put("arch", System.getProperty("os.arch"));
    map.put("jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
    map.put("heapBytes", Runtime.getRuntime().maxMemory());
    map.put("jvmOptions", options());
    map.put("hugePages", hugePages(Path.of("/sys/kernel/mm/transparent_hugepage/enabled")));
    return map;
  }

  static String cpu(Path cpuinfo) {
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /** The mode that the kernel has chosen, which it puts in brackets. */
  static String hugePages(Path enabled) {
    try {
      String modes = Files.readString(enabled);
      int begin = modes.indexOf('[');
      int end = modes.indexOf(']');
      return begin < 0 || end < begin ? UNKNOWN : modes.substring(begin + 1, end);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static long memory() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  private static List<String> options() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X"))
        .toList();
  }
}
