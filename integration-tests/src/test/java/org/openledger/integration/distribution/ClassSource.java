package org.openledger.integration.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Class files by internal name ({@code java/lang/Object}); those of the JDK are always there.
 *
 * @param classes class files, outside the JDK
 */
record ClassSource(Map<String, byte[]> classes) {

  /** The classes of jars; where two have the same, the first counts, as on a class path. */
  static ClassSource ofJars(List<Path> jars) {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        for (JarEntry entry : file.stream().toList()) {
          String name = entry.getName();
          if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
            try (InputStream in = file.getInputStream(entry)) {
              classes.putIfAbsent(name(name), in.readAllBytes());
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ClassSource(classes);
  }

  /** The classes under a directory. */
  static ClassSource ofDirectory(Path directory) {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String path = directory.relativize(file).toString().replace('\\', '/');
        if (!path.endsWith("package-info.class")) {
          classes.put(name(path), Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ClassSource(classes);
  }

  Optional<ClassModel> find(String name) {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      bytes = ofJdk(name);
    }
    return bytes == null ? Optional.empty() : Optional.of(ClassFile.of().parse(bytes));
  }

  private static byte[] ofJdk(String name) {
    try (InputStream in =
        ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(String path) {
    return path.substring(0, path.length() - ".class".length());
  }
}
