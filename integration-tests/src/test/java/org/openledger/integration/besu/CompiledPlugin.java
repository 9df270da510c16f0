package org.openledger.integration.besu;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A plugin of the tests, compiled against the Besu of this machine. */
public final class CompiledPlugin {

  private CompiledPlugin() {}

  /**
   * Compiles a plugin of one source file and packs it.
   *
   * @param jar where to, in a directory of plugins
   * @param name of its class, with the package
   */
  public static void write(Path jar, String name, String source) throws IOException {
    // Beside the plugins, where the test that owns the directory removes it.
    Path classes = Files.createDirectories(jar.getParent().resolveSibling("plugin-classes"));
    compile(classes, name, source);
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String entry = classes.relativize(file).toString().replace(File.separatorChar, '/');
        put(zip, entry, Files.readAllBytes(file));
      }
      put(
          zip,
          "META-INF/services/org.hyperledger.besu.plugin.BesuPlugin",
          name.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void compile(Path output, String name, String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    URI uri = URI.create("string:///" + name.replace('.', '/') + ".java");
    JavaFileObject file =
        new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    String besu =
        BesuHome.find().orElseThrow().jars().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-proc:none", "-nowarn", "-d", output.toString(), "-classpath", besu);
      if (!compiler.getTask(problems, files, null, options, null, List.of(file)).call()) {
        throw new IllegalStateException(problems.toString());
      }
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
