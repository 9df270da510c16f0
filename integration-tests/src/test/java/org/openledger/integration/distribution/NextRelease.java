package org.openledger.integration.distribution;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A release that has a protocol version 2 beside version 1: the plugin of this build, in whose jar
 * the one class that lists the versions is replaced, and the tests' version 2 put in. The product
 * has nothing that makes this possible without changing its jar.
 */
public final class NextRelease {

  private static final String PACKAGE = "org/openledger/precompile/";
  private static final String LIST = "ProtocolVersions";
  private static final String VERSION = "NextVersion";

  private static final String LIST_SOURCE =
      """
      package org.openledger.precompile;

      import java.util.List;
      import java.util.function.Function;
      import org.openledger.precompile.dispatch.NativeContract;
      import org.openledger.precompile.host.SegmentSource;

      final class ProtocolVersions {
        static final List<Function<SegmentSource, List<NativeContract>>> ALL =
            List.of(
                Contracts::version1,
                segments -> NextVersion.of(Contracts.version1(segments)));
      }
      """;

  private NextRelease() {}

  /**
   * Makes its zip.
   *
   * @param directory where it is put
   */
  public static Path zip(Path directory) throws IOException {
    Map<String, byte[]> entries = entries(Files.readAllBytes(Distribution.zip()));
    String jar =
        entries.keySet().stream().filter(it -> it.endsWith(".jar")).findFirst().orElseThrow();
    Path before = Files.write(directory.resolve("before.jar"), entries.get(jar));
    Map<String, byte[]> classes = entries(entries.get(jar));
    Map<String, byte[]> compiled = compile(before, directory.resolve("classes"));
    if (!classes.containsKey(PACKAGE + LIST + ".class")
        || classes.containsKey(PACKAGE + VERSION + ".class")) {
      throw new IllegalStateException("the plugin's jar lists no versions, or has the tests' one");
    }
    classes.putAll(compiled);
    entries.put(jar, packed(classes));
    return Files.write(directory.resolve("next-release.zip"), packed(entries));
  }

  /** The classes by their names in a jar. */
  private static Map<String, byte[]> compile(Path jar, Path output) throws IOException {
    Path version =
        Distribution.root().resolve("precompiles/src/test/java/" + PACKAGE + VERSION + ".java");
    List<JavaFileObject> sources =
        List.of(source(LIST, LIST_SOURCE), source(VERSION, Files.readString(version)));
    Files.createDirectories(output);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    String path =
        String.join(
            System.getProperty("path.separator"),
            jar.toString(),
            location(Bytes.class),
            location(UInt256.class));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-proc:none", "-nowarn", "-d", output.toString(), "-classpath", path);
      if (!compiler.getTask(problems, files, null, options, null, sources).call()) {
        throw new IllegalStateException(problems.toString());
      }
    }
    Map<String, byte[]> classes = new HashMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = output.relativize(file).toString().replace('\\', '/');
        classes.put(name, Files.readAllBytes(file));
      }
    }
    return classes;
  }

  private static JavaFileObject source(String name, String text) {
    URI uri = URI.create("string:///" + PACKAGE + name + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, byte[]> entries(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }

  private static byte[] packed(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      List<String> names = new ArrayList<>(entries.keySet());
      // A jar's manifest is its first entry.
      names.sort(
          Comparator.comparing((String it) -> !it.startsWith("META-INF/MANIFEST"))
              .thenComparing(it -> it));
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(entries.get(name));
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
