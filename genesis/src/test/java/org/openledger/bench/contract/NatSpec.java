package org.openledger.bench.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a function's documentation comment says.
 *
 * @param signature as the interface writes it, with the parameters' names, without their places
 * @param notice what it does
 * @param caller who may call it; empty where nothing is said
 */
record NatSpec(String signature, String notice, String caller) {

  private static final Path SOURCES = Path.of("../precompiles/src/main/solidity");

  /** All functions of a contract's interface, by name. */
  static SortedMap<String, NatSpec> of(String contract) throws IOException {
    SortedMap<String, NatSpec> functions = new TreeMap<>();
    SortedMap<String, String> tags = new TreeMap<>();
    String tag = "";
    StringBuilder declaration = new StringBuilder();
    for (String raw : Files.readAllLines(SOURCES.resolve("I" + contract + ".sol"))) {
      String line = raw.strip();
      if (line.startsWith("///")) {
        String text = line.substring(3).strip();
        if (text.startsWith("@")) {
          int end = text.indexOf(' ');
          tag = text.substring(0, end);
          text = text.substring(end + 1).strip();
        }
        tags.merge(tag, text, (one, more) -> one + " " + more);
        continue;
      }
      if (line.startsWith("function ") || !declaration.isEmpty()) {
        declaration.append(line).append(' ');
        if (line.endsWith(";")) {
          NatSpec function = of(declaration.toString(), tags);
          functions.put(
              function.signature().substring(0, function.signature().indexOf('(')), function);
          declaration.setLength(0);
          tags.clear();
        }
      } else {
        tags.clear();
      }
    }
    return functions;
  }

  private static NatSpec of(String declaration, SortedMap<String, String> tags) {
    String signature =
        declaration
            .substring("function ".length(), declaration.indexOf(')') + 1)
            .replaceAll(" (calldata|memory)\\b", "")
            .replaceAll("\\( ", "(");
    String returns = declaration.replaceFirst("^.*?\\)", "");
    int at = returns.indexOf("returns");
    if (at >= 0) {
      String values = returns.substring(returns.indexOf('(', at), returns.lastIndexOf(')') + 1);
      signature += " → " + values.replaceAll(" (calldata|memory)\\b", "");
    }
    String notice = tags.getOrDefault("@notice", "");
    String detail = tags.getOrDefault("@dev", "");
    return new NatSpec(
        signature, (notice + " " + detail).strip(), tags.getOrDefault("@custom:caller", ""));
  }
}
