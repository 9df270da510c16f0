import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.web3j.codegen.SolidityFunctionWrapperGenerator;

/** Makes web3j's wrappers of all contracts: one Java process instead of one for each. */
final class Wrappers {

  private Wrappers() {}

  /**
   * Run from its source, while the module is built.
   *
   * @param arguments the directory of the ABI files, that of the wrappers
   */
  public static void main(String[] arguments) throws IOException {
    List<Path> contracts;
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      contracts = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path contract : contracts) {
      SolidityFunctionWrapperGenerator.main(
          new String[] {
            "-o", arguments[1], "-p", "org.openledger.contracts", "-a", contract.toString()
          });
    }
  }
}
