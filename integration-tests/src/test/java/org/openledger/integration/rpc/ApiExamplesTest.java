package org.openledger.integration.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.integration.client.NodeScript;

/** The examples of docs/rpc, run as they stand there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiExamplesTest {

  private static final Path ROOT =
      Path.of(System.getProperty("openledger.root", "..")).toAbsolutePath().normalize();

  /** Pages with examples of all clients, and what each of these prints. */
  private static final Map<String, String> PAGES =
      Map.of("README", "deployed", "governance", "active");

  /** The shell's example of all clients; a page's others are of one method each. */
  private static final String SHELL = "sh(?=\nask)";

  private DevNetwork network;

  @TempDir Path directory;

  @BeforeAll
  void tellTheStory(@TempDir Path own) throws Exception {
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
    ApiStory.tell(network.url(), own);
  }

  @AfterAll
  void stop() {
    network.close();
  }

  private static String block(String page, String language) throws IOException {
    Matcher found =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("docs/rpc/" + page + ".md")));
    assertThat(found.find()).as("%s of %s", language, page).isTrue();
    return found.group(1);
  }

  private String shell(String script) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-ec", script).redirectErrorStream(true);
    builder.environment().put("RPC_URL", network.url());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  @Test
  void curl() throws Exception {
    assertThat(shell(block("README", SHELL))).contains("\"stage\":\"deployed\"");
    assertThat(shell(block("governance", SHELL))).contains("\"state\":\"active\"");
  }

  @Test
  void curlOfEveryPage() throws Exception {
    Pattern example = Pattern.compile("```sh\n(curl .*?)\n```", Pattern.DOTALL);
    for (ApiPage page : ApiPage.all()) {
      Matcher found =
          example.matcher(Files.readString(ROOT.resolve("docs/rpc/" + page.name() + ".md")));
      while (found.find()) {
        String command = found.group(1);
        // Without a signature of an operator no content is given, nor taken.
        boolean signed =
            command.contains("openledger_getContent") || command.contains("openledger_putContent");
        assertThat(shell(command)).as(command).contains(signed ? "NOT_PERMITTED" : "\"result\":");
      }
    }
  }

  @Test
  void ethersAndViem() throws Exception {
    for (String page : PAGES.keySet()) {
      for (String client : List.of("js ethers", "js viem")) {
        run(page, client);
      }
    }
  }

  private void run(String page, String client) throws Exception {
    Path script =
        ROOT.resolve("integration-tests/clients/example-" + client.substring(3) + ".tmp.mjs");
    Files.writeString(
        script, block(page, client).replace("process.env.RPC_URL", "process.argv[2]"));
    try {
      NodeScript.Result result = NodeScript.run(script.getFileName().toString(), network.url());
      assertThat(result.exitCode()).as(result.output()).isZero();
      assertThat(result.output()).as(client).contains(PAGES.get(page));
    } finally {
      Files.delete(script);
    }
  }

  @Test
  void web3j() throws Exception {
    for (String page : PAGES.keySet()) {
      assertThat(compiledAndRun(page)).as(page).contains(PAGES.get(page));
    }
  }

  private String compiledAndRun(String page) throws Exception {
    String source =
        block(page, "java")
            .replace("System.getenv(\"RPC_URL\")", "\"" + network.url() + "\"")
            .replace("System.out.println", "Example.said.append");
    int imports = source.lastIndexOf("import ");
    int body = source.indexOf('\n', imports) + 1;
    // A class inside a method is none that Jackson makes.
    String type = "class Answer extends Response<Map<String, Object>> {}";
    assertThat(source).contains(type);
    String unit =
        source.substring(0, body)
            + "public class Example { public static StringBuilder said = new StringBuilder();\n"
            + "public static void main(String[] args) throws Exception {\n"
            + source.substring(body).replace(type, "")
            + "}\npublic static "
            + type
            + "}";
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  files,
                  null,
                  List.of("-cp", System.getProperty("java.class.path"), "-d", directory.toString()),
                  null,
                  List.of(
                      new SimpleJavaFileObject(
                          URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignore) {
                          return unit;
                        }
                      }))
              .call();
      assertThat(compiled).as(complaints.toString()).isTrue();
    }
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
      Class<?> example = loader.loadClass("Example");
      example.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
      return example.getField("said").get(null).toString();
    }
  }
}
