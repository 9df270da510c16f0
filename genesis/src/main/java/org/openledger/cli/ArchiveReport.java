package org.openledger.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openledger.node.archive.Archive;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands about archives tell. */
final class ArchiveReport {

  /** Most files that people are told of. */
  private static final int SHOWN = 20;

  private ArchiveReport() {}

  static void print(CommandSpec spec, Archive.Report report, boolean json) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> outcome = new LinkedHashMap<>();
      outcome.put("versions", report.versions());
      outcome.put("files", report.files());
      outcome.put("bytes", report.bytes());
      outcome.put("copied", report.copied());
      outcome.put("incomplete", report.incomplete());
      outcome.put("faulty", report.faulty());
      out.println(JsonLine.text(outcome));
    } else {
      out.printf(
          Locale.ROOT,
          "%d versions, %d files, %,d bytes; %d files copied%n",
          report.versions(),
          report.files(),
          report.bytes(),
          report.copied());
      for (String version : report.incomplete()) {
        out.println("NOT complete, this node has neither its index nor its contents: " + version);
      }
      report.faulty().stream().limit(SHOWN).forEach(file -> out.println("FAULTY: " + file));
      if (report.faulty().size() > SHOWN) {
        out.println("FAULTY: " + (report.faulty().size() - SHOWN) + " more (--json names all)");
      }
      if (!report.faulty().isEmpty()) {
        out.println(
            "Copy them again: run index archive with a node that has them, or take them from a copy"
                + " of the archive");
      }
    }
    out.flush();
  }
}
