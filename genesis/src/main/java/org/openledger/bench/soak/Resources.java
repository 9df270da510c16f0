package org.openledger.bench.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.openledger.bench.UsedHeap;

/**
 * What this process holds.
 *
 * @param heap bytes after forced collections
 * @param files open descriptors, sockets among them; empty where the system does not tell
 * @param threads names of those that are alive, sorted
 * @param sockets open; empty where the system does not tell
 */
record Resources(long heap, OptionalLong files, List<String> threads, OptionalLong sockets) {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  static Resources now() {
    long heap = UsedHeap.bytes();
    return new Resources(heap, openFiles(), liveThreads(), openSockets());
  }

  /** Without those of web3j's HTTP library, which end a minute after the last request. */
  static List<String> liveThreads() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull)
        .map(ThreadInfo::getThreadName)
        .filter(name -> !name.startsWith("OkHttp"))
        .sorted()
        .toList();
  }

  private static OptionalLong openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? OptionalLong.of(system.getOpenFileDescriptorCount())
        : OptionalLong.empty();
  }

  static OptionalLong openSockets() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return OptionalLong.empty();
    }
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      List<Path> all = descriptors.toList();
      return OptionalLong.of(all.stream().filter(Resources::isSocket).count());
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // It was closed meanwhile.
    }
  }
}
