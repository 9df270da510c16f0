package org.openledger.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is as google-java-format writes it. {@code -Dformat.write=true} writes instead of
 * failing.
 */
class FormatTest {

  @Test
  void everyJavaFileIsFormatted() throws IOException, FormatterException {
    List<Path> files = SourceTree.javaFiles();
    assertThat(files).hasSizeGreaterThan(100);
    boolean write = Boolean.getBoolean("format.write");
    List<String> unformatted = new ArrayList<>();
    for (Path file : files) {
      String source = Files.readString(file);
      String formatted = format(source);
      if (!formatted.equals(source)) {
        unformatted.add(SourceTree.ROOT.relativize(file).toString());
        if (write) {
          Files.writeString(file, formatted);
        }
      }
    }
    if (!write) {
      assertThat(unformatted)
          .as("run: mvn -pl integration-tests -am test -Dtest=FormatTest -Dformat.write=true")
          .isEmpty();
    }
  }

  @Test
  void theCheckSeesASpaceTooMany() throws FormatterException {
    assertThat(format("class A  {}\n")).isEqualTo("class A {}\n");
  }

  private static String format(String source) throws FormatterException {
    String ordered = ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE);
    return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
  }
}
