package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.bench.BenchReport;
import org.openledger.bench.ReportPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger bench report}: shows what a benchmark wrote before. */
@Command(
    name = "report",
    description = "Shows a report that a benchmark wrote with --out; measures nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class ReportBenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "The report, such as kernels.json; more are put behind it, such as growth.json.")
  private List<Path> files = List.of();

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = {
        "Also put the numbers into this page, between the lines",
        ReportPage.BEGIN,
        "and",
        ReportPage.END
      })
  private @Nullable Path page;

  @Mixin private BenchOutput output = new BenchOutput();

  @Override
  public Integer call() throws IOException {
    BenchReport report = read(files.getFirst());
    for (Path file : files.subList(1, files.size())) {
      report = report.with(read(file));
    }
    if (page != null) {
      ReportPage.fill(page, report);
    }
    output.show(report, "kernels", spec.commandLine().getOut());
    return ExitCode.OK;
  }

  private static BenchReport read(Path file) throws IOException {
    try {
      return BenchReport.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new IOException("the report " + file + " does not exist", e);
    }
  }
}
