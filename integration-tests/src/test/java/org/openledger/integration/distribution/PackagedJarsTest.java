package org.openledger.integration.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.integration.besu.BesuHome;
import org.openledger.integration.besu.RequiresBesu;

class PackagedJarsTest {

  /**
   * Packages of Besu itself and of libraries that Besu ships: a second copy would shadow theirs.
   */
  private static final List<String> FOREIGN =
      List.of(
          "org/hyperledger/",
          "org/apache/",
          "org/bouncycastle/",
          "org/jspecify/",
          "org/rocksdb/",
          "org/slf4j/",
          "org/web3j/",
          "com/fasterxml/",
          "com/github/benmanes/",
          "com/google/",
          "io/consensys/",
          "io/netty/",
          "io/vertx/",
          "picocli/",
          "javax/",
          "kotlin/");

  private static final List<String> PLUGIN_MODULES =
      List.of(
          "attribution-kernels", "precompiles", "plugins/besu-api", "plugins/node", "plugins/besu");

  /** The devnet's jars may hold what Besu also ships: they are no plugins. */
  private static final List<String> MODULES =
      Stream.concat(PLUGIN_MODULES.stream(), Stream.of("genesis", "integration-tests")).toList();

  /** The time of every build: {@code project.build.outputTimestamp}. */
  private static final LocalDateTime PACKAGED = LocalDateTime.of(2026, 1, 1, 0, 0);

  @TempDir Path temporary;

  @Test
  void noJarOfTheReactorHoldsAClassOfBesu() throws IOException {
    for (Path jar : reactorJars(MODULES)) {
      assertThat(foreignClasses(jar))
          .as("%s", jar)
          .noneMatch(n -> n.startsWith("org/hyperledger/"));
    }
  }

  @Test
  void noJarOfThePluginHoldsAClassOfBesuOrOfItsLibraries() throws IOException {
    List<Path> jars = new ArrayList<>(reactorJars(PLUGIN_MODULES));
    assertThat(jars).anyMatch(jar -> jar.endsWith("openledger-besu-plugin-" + version() + ".jar"));
    Distribution.unpack(temporary);
    jars.addAll(jarsIn(temporary));
    for (Path jar : jars) {
      assertThat(foreignClasses(jar)).as("%s", jar).isEmpty();
    }
  }

  @Test
  void theCheckSeesAForeignClass() throws IOException {
    Path jar = temporary.resolve("doctored.jar");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("org/hyperledger/besu/datatypes/Address.class"));
      zip.putNextEntry(new ZipEntry("META-INF/versions/25/com/google/common/X.class"));
    }
    Files.write(jar, bytes.toByteArray());
    assertThat(foreignClasses(jar)).hasSize(2);
  }

  @Test
  void theZipHoldsOneJarAndEveryClassOfItIsInAPackageOfOurs() throws IOException {
    Distribution.unpack(temporary);
    List<Path> jars = jarsIn(temporary);
    assertThat(jars).hasSize(1);
    ClassSource classes = ClassSource.ofJars(jars);
    assertThat(classes.classes().keySet())
        .contains("org/openledger/besu/OpenLedgerPlugin")
        .allMatch(name -> name.startsWith("org/openledger/"));
  }

  /** What is built anew of the same sources has the same bytes; .ci/distribution compares them. */
  @Test
  void noEntryTellsWhenItWasPackaged() throws IOException {
    Distribution.unpack(temporary);
    for (Path archive : List.of(Distribution.zip(), jarsIn(temporary).getFirst())) {
      try (JarFile file = new JarFile(archive.toFile())) {
        // Bundled libraries keep the times that they were published with.
        assertThat(file.stream().map(entry -> entry.getTimeLocal()))
            .as("%s", archive)
            .contains(PACKAGED)
            .noneMatch(time -> time.isAfter(PACKAGED));
        assertThat(file.stream().map(entry -> entry.getName())).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void theCatalogNamesTheBundledLibrariesWithTheirVersions() throws IOException {
    Distribution.unpack(temporary);
    try (JarFile jar = new JarFile(jarsIn(temporary).getFirst().toFile())) {
      String catalog =
          new String(
              jar.getInputStream(jar.getEntry("META-INF/plugin-artifacts-catalog.json"))
                  .readAllBytes());
      assertThat(catalog)
          .contains("\"besuVersion\": \"26.8.0\"", "headlong", "h2-mvstore", "jtokkit", version())
          .doesNotContain("${");
    }
  }

  /** Scanners read the one, Besu the other. */
  @Test
  void theListOfPartsIsThatOfTheCatalogAndLiesBesideTheJar() throws IOException {
    Distribution.unpack(temporary);
    ObjectMapper json = new ObjectMapper();
    Path beside = temporary.resolve("openledger-besu-plugin.cdx.json");
    try (JarFile jar = new JarFile(jarsIn(temporary).getFirst().toFile())) {
      JsonNode catalog =
          json.readTree(jar.getInputStream(jar.getEntry("META-INF/plugin-artifacts-catalog.json")));
      byte[] inside =
          jar.getInputStream(jar.getEntry("META-INF/sbom/openledger-besu-plugin.cdx.json"))
              .readAllBytes();
      assertThat(Files.readAllBytes(beside)).isEqualTo(inside);
      JsonNode parts = json.readTree(inside);
      assertThat(parts.path("bomFormat").asText()).isEqualTo("CycloneDX");
      assertThat(names(parts.path("components"))).isEqualTo(names(catalog.path("dependencies")));
      for (JsonNode part : parts.path("components")) {
        assertThat(part.path("purl").asText())
            .isEqualTo(
                "pkg:maven/%s/%s@%s?type=jar",
                part.path("group").asText(),
                part.path("name").asText(),
                part.path("version").asText());
        assertThat(part.path("licenses")).isNotEmpty();
      }
    }
  }

  private static SortedSet<String> names(JsonNode parts) {
    SortedSet<String> names = new TreeSet<>();
    for (JsonNode part : parts) {
      names.add(
          part.path("group").asText()
              + ":"
              + part.path("name").asText()
              + ":"
              + part.path("version").asText());
    }
    return names;
  }

  @Test
  @RequiresBesu
  void allThatThePluginRefersToIsInItOrInBesu() throws IOException {
    Distribution.unpack(temporary);
    ClassSource plugin = ClassSource.ofJars(jarsIn(temporary));
    Map<String, byte[]> all =
        new TreeMap<>(ClassSource.ofJars(BesuHome.find().orElseThrow().jars()).classes());
    all.putAll(plugin.classes());
    ClassSource classPath = new ClassSource(all);
    SortedSet<String> missing = new TreeSet<>();
    plugin
        .classes()
        .forEach(
            (name, bytes) ->
                ClassFile.of()
                    .parse(bytes)
                    .constantPool()
                    .forEach(
                        constant -> {
                          if (constant instanceof ClassEntry entry
                              && !entry.asSymbol().isArray()
                              && classPath.find(entry.asInternalName()).isEmpty()) {
                            missing.add(name + " refers to " + entry.asInternalName());
                          }
                        }));
    assertThat(missing).isEmpty();
  }

  private static List<String> foreignClasses(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName().replaceFirst("^META-INF/versions/[0-9]+/", ""))
          .filter(name -> name.endsWith(".class"))
          .filter(name -> FOREIGN.stream().anyMatch(name::startsWith))
          .toList();
    }
  }

  /** Jars that the build made. */
  private static List<Path> reactorJars(List<String> modules) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String module : modules) {
      Path target = Distribution.root().resolve(module).resolve("target");
      if (Files.isDirectory(target)) {
        jars.addAll(jarsIn(target));
      }
    }
    return jars;
  }

  private static List<Path> jarsIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static String version() {
    return System.getProperty("openledger.version");
  }
}
