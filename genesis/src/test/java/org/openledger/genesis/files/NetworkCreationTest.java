package org.openledger.genesis.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.devnet.DevAccount;
import org.openledger.devnet.DevAccounts;
import org.openledger.genesis.settings.Development;
import org.openledger.genesis.settings.Json;
import org.openledger.genesis.settings.NetworkSettings;
import org.openledger.genesis.settings.SettingsFile;
import org.openledger.genesis.settings.StorageProfile;
import org.openledger.genesis.settings.Validator;

class NetworkCreationTest {

  private static final NodePorts PORTS = new NodePorts(20_000, 20_001, 21_000, 22_000);

  @TempDir Path temporary;

  private NetworkDirectory create(int validators) throws Exception {
    NetworkSettings settings = SettingsFile.parse(Development.file(validators)).settings();
    return NetworkCreation.create(temporary.resolve("net"), settings, PORTS);
  }

  @Test
  void theDirectoryHoldsAllThatANetworkNeeds() throws Exception {
    NetworkDirectory network = create(4);
    assertThat(NetworkDirectory.open(temporary.resolve("net"))).isEqualTo(network);
    SettingsFile written = SettingsFile.read(network.settings());
    assertThat(Files.readString(network.genesis())).isEqualTo(GenesisFile.text(written.settings()));
    String readme = Files.readString(temporary.resolve("net/README.md"));
    assertThat(readme)
        .contains(written.settings().hash().toHexString(), "validator-4")
        .doesNotContain("@");
    for (NodeEntry node : network.nodes()) {
      assertThat(node.script()).isExecutable();
      assertThat(Files.readString(node.script())).contains(node.mark()).doesNotContain("@NAME@");
    }
    assertThat(network.nodes().get(2).ports())
        .isEqualTo(new NodePorts(20_020, 20_021, 21_002, 22_002));
  }

  @Test
  void portsAreThoseOfTheOptionsAsTheyAreNow() throws Exception {
    NodeEntry made = create(1).nodes().getFirst();
    Path toml = made.directory().resolve("besu.toml");
    String options = Files.readString(toml);
    Files.writeString(
        toml,
        options
            .replace("rpc-http-port=20000", "rpc-http-port = 20005 # another")
            .replace("rpc-ws-port=20001", "rpc-ws-port=\"20006\"")
            .replace("metrics-port=22000", "# metrics-port=22000"));
    assertThat(openedPorts()).isEqualTo(new NodePorts(20_005, 20_006, 21_000, 9545));
    for (String wrong : List.of("x", "", "70000", "\"20001", "1234567")) {
      Files.writeString(toml, options.replace("rpc-ws-port=20001", "rpc-ws-port=" + wrong));
      assertThatThrownBy(this::openedPorts)
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining(toml + ": rpc-ws-port is no port: " + wrong);
    }
    Files.delete(toml);
    assertThat(openedPorts()).isEqualTo(made.ports());
  }

  private NodePorts openedPorts() throws IOException {
    return NetworkDirectory.open(temporary.resolve("net")).nodes().getFirst().ports();
  }

  @Test
  void keysAreTheOwnersAlone() throws Exception {
    for (NodeEntry node : create(4).nodes()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(node.key())))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(node.data())))
          .isEqualTo("rwx------");
      Bytes secret = Bytes.fromHexString(Files.readString(node.key()).strip());
      assertThat(secret.size()).isEqualTo(32);
      NodeKey key = new NodeKey(secret.toUnsignedBigInteger());
      assertThat(Validator.address(key.publicKey())).isEqualTo(node.address());
      assertThat(key.toString()).doesNotContain(secret.toUnprefixedHexString());
    }
  }

  /** The key of secret 1: its address is known everywhere. */
  @Test
  void anAddressFollowsFromItsKey() {
    NodeKey one = new NodeKey(BigInteger.ONE);
    assertThat(Validator.address(one.publicKey()))
        .hasToString("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf");
  }

  @Test
  void eachNodeKnowsTheOthers() throws Exception {
    NetworkDirectory network = create(4);
    List<Validator> validators = SettingsFile.read(network.settings()).settings().validators();
    for (int i = 0; i < 4; i++) {
      JsonNode peers =
          Json.parse(
              Files.readString(network.nodes().get(i).directory().resolve("static-nodes.json")));
      List<String> expected = new ArrayList<>();
      for (int j = 0; j < 4; j++) {
        if (j != i) {
          String key = validators.get(j).publicKey().orElseThrow().toUnprefixedHexString();
          expected.add("enode://" + key + "@127.0.0.1:" + (21_000 + j));
        }
      }
      assertThat(peers).extracting(JsonNode::asText).isEqualTo(expected);
    }
  }

  @Test
  void operatorsNodesFetchContentsFromEachOther() throws Exception {
    NetworkDirectory network = create(3);
    for (int i = 0; i < 3; i++) {
      NodeEntry node = network.nodes().get(i);
      DevAccount operator = DevAccounts.of(i);
      assertThat(Bytes.fromHexString(Files.readString(node.operatorKey()).strip()))
          .isEqualTo(UInt256.valueOf(operator.privateKey()).toBytes());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(node.operatorKey())))
          .isEqualTo("rw-------");
      int next = (i + 1) % 3;
      int last = (i + 2) % 3;
      assertThat(options(node))
          .contains("plugin-openledger-content-serve=true")
          .contains(
              "plugin-openledger-peers=[\"http://%s@127.0.0.1:%d\",\"http://%s@127.0.0.1:%d\"]"
                  .formatted(
                      DevAccounts.of(next).address(),
                      20_000 + 10 * next,
                      DevAccounts.of(last).address(),
                      20_000 + 10 * last));
    }
  }

  @Test
  void anOperatorsKeyIsHisOwnAndItsNodeIsReachedWhereHeSays() throws Exception {
    NetworkSettings settings =
        SettingsFile.read(Path.of("..", "docs/examples/consortium.json")).settings();
    NetworkDirectory network =
        NetworkCreation.create(temporary.resolve("consortium"), settings, PORTS);
    NodeEntry first = network.nodes().getFirst();
    assertThat(first.operatorKey()).doesNotExist();
    assertThat(options(first))
        .contains("https://0xbb00000000000000000000000000000000000003@rpc-1.borealis.example\",")
        .doesNotContain("rpc-1.aurora", "127.0.0.1@");
    assertThat(run(ready(first)).output())
        .contains(
            "operator.key is missing: put the key of 0xaa00000000000000000000000000000000000003");
  }

  @Test
  void whereNobodyIsNamedAsOperatorContentsStayWhereTheyAre() throws Exception {
    String file =
        Development.file(2).replaceAll("\"operator\" ?: ?\"[a-z]+\"", "\"host\": \"127.0.0.1\"");
    NodeEntry node =
        NetworkCreation.create(temporary.resolve("net"), SettingsFile.parse(file).settings(), PORTS)
            .nodes()
            .getFirst();
    assertThat(node.operatorKey()).doesNotExist();
    assertThat(options(node)).doesNotContain("content-serve", "plugin-openledger-peers");
  }

  private static String options(NodeEntry node) throws IOException {
    return Files.readString(node.directory().resolve("besu.toml"));
  }

  @Test
  void aDirectoryThatHoldsSomethingIsLeftAlone() throws Exception {
    Path key = temporary.resolve("net/nodes/validator-1/data/key");
    Files.createDirectories(key.getParent());
    Files.writeString(key, "precious");
    assertThatThrownBy(() -> create(1))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("is not empty");
    assertThat(key).hasContent("precious");
    try (Stream<Path> files = Files.list(temporary.resolve("net"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void anEmptyDirectoryWillDo() throws Exception {
    Files.createDirectory(temporary.resolve("net"));
    assertThat(create(1).nodes()).hasSize(1);
  }

  @Test
  void aFileIsNoDirectory() throws Exception {
    Files.writeString(temporary.resolve("net"), "");
    assertThatThrownBy(() -> create(1)).hasMessageContaining("is a file");
  }

  @Test
  void portsThatMeetAreRefusedBeforeAnythingIsWritten() throws Exception {
    NetworkSettings settings = SettingsFile.parse(Development.file(2)).settings();
    for (NodePorts wrong :
        List.of(
            new NodePorts(20_000, 20_001, 20_010, 22_000),
            new NodePorts(65_530, 65_531, 21_000, 22_000),
            new NodePorts(0, 1, 21_000, 22_000))) {
      assertThatThrownBy(() -> NetworkCreation.create(temporary.resolve("net"), settings, wrong))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining("--rpc-port");
    }
    assertThat(temporary.resolve("net")).doesNotExist();
  }

  @Test
  void aKeyThatItsOwnerMadeIsNotMadeAgain() throws Exception {
    NodeKey own = new NodeKey(BigInteger.TWO);
    NetworkSettings settings = SettingsFile.parse(Development.file(2)).settings();
    List<Validator> validators = new ArrayList<>(settings.validators());
    validators.set(0, validators.getFirst().with(own.publicKey(), 30_303));
    NetworkDirectory network =
        NetworkCreation.create(
            temporary.resolve("net"), settings.withValidators(validators), PORTS);
    assertThat(network.nodes().getFirst().key()).doesNotExist();
    assertThat(network.nodes().getFirst().address()).isEqualTo(Validator.address(own.publicKey()));
    assertThat(network.nodes().get(1).key()).exists();
  }

  @Test
  void storageProfilesStandInBesusOptions() throws Exception {
    NetworkSettings settings = SettingsFile.parse(Development.file(4)).settings();
    List<Validator> validators = new ArrayList<>();
    for (StorageProfile profile : StorageProfile.values()) {
      validators.add(settings.validators().get(profile.ordinal()).with(profile));
    }
    NetworkDirectory network =
        NetworkCreation.create(
            temporary.resolve("net"), settings.withValidators(validators), PORTS);
    List<String> options = new ArrayList<>();
    for (NodeEntry node : network.nodes()) {
      String written = Files.readString(node.directory().resolve("besu.toml"));
      assertThat(written)
          .contains("plugin-openledger-proofs-url=\"http://127.0.0.1:" + node.ports().rpc() + "\"");
      options.add(written);
    }
    assertThat(options.get(0)).contains("data-storage-format=\"FOREST\"");
    assertThat(options.get(1)).contains("FOREST", "cache-precompiles=true");
    assertThat(options.get(2)).contains("BONSAI", "bonsai-parallel-tx-processing-enabled=false");
    assertThat(options.get(3)).contains("BONSAI", "bonsai-parallel-tx-processing-enabled=true");
    assertThat(options)
        .allMatch(toml -> toml.contains("min-gas-price=1000\n"))
        .allMatch(toml -> toml.contains("min-priority-fee=1000\n"))
        .allMatch(toml -> toml.contains("network-id=1612001"))
        .allMatch(toml -> toml.contains("\"OPENLEDGER\"]"))
        .noneMatch(toml -> toml.contains("openledger-min-peers"));
  }

  @Test
  void aNodeJoinsNoOtherNetworkAndOneAloneNeedsNoPeers() throws Exception {
    NetworkSettings settings = SettingsFile.parse(Development.file(1)).settings();
    NetworkDirectory network = NetworkCreation.create(temporary.resolve("alone"), settings, PORTS);
    assertThat(Files.readString(network.nodes().getFirst().directory().resolve("besu.toml")))
        .contains("plugin-openledger-configuration-hash=\"0x")
        .contains("plugin-openledger-min-peers=0");
  }

  @Test
  void theScriptStartsBesuWithTheNodesFiles() throws Exception {
    NodeEntry node = ready();
    Answer answer = run(node);
    assertThat(answer.output()).contains("besu was called");
    assertThat(answer.code()).isZero();
    assertThat(answer.output())
        .contains(
            "--data-path=" + node.data().toRealPath(), "--logging=WARN", node.mark() + " -Xmx512m");
  }

  /** Besu would make a key of its own, store it there, and run on under a strange address. */
  @Test
  void theScriptRefusesWithoutASoundKey() throws Exception {
    NodeEntry node = ready();
    Files.setPosixFilePermissions(node.key(), PosixFilePermissions.fromString("rw-r--r--"));
    assertRefused(node, "others than its owner may read the key");
    Files.setPosixFilePermissions(node.key(), PosixFilePermissions.fromString("rw-------"));
    String key = Files.readString(node.key());
    Files.writeString(node.key(), key.substring(0, 20));
    assertRefused(node, "is damaged");
    for (String wrong : List.of("", key + key, key + "second", key + "\n", "\n" + key)) {
      Files.writeString(node.key(), wrong);
      assertRefused(node, "is damaged");
    }
    Files.writeString(node.key(), key.strip());
    assertThat(run(node).code()).isZero();
    Files.delete(node.key());
    assertRefused(node, "is missing: put the key of " + node.address() + " there");
  }

  @Test
  void theScriptRefusesWithoutASoundOperatorsKey() throws Exception {
    NodeEntry node = ready();
    String key = Files.readString(node.operatorKey());
    for (String wrong : List.of("", key + key, key.substring(0, 20))) {
      Files.writeString(node.operatorKey(), wrong);
      assertRefused(node, "operator.key is damaged");
    }
    Files.writeString(node.operatorKey(), key);
    assertThat(run(node).code()).isZero();
  }

  @Test
  void theScriptRefusesWithoutThePluginOrBesu() throws Exception {
    NodeEntry node = ready();
    Files.delete(node.plugins().resolve("openledger-besu-plugin-1.jar"));
    assertRefused(node, "no OpenLedger plugin in");
    Files.delete(temporary.resolve("besu/bin/besu"));
    assertRefused(node, "there is no Besu in");
  }

  private void assertRefused(NodeEntry node, String reason) throws Exception {
    Answer answer = run(node);
    assertThat(answer.output()).contains(reason).doesNotContain("besu was called");
    assertThat(answer.code()).isEqualTo(1);
  }

  /** A node with a Besu that only tells how it was called. */
  private NodeEntry ready() throws Exception {
    return ready(create(1).nodes().getFirst());
  }

  private NodeEntry ready(NodeEntry node) throws IOException {
    Files.writeString(node.plugins().resolve("openledger-besu-plugin-1.jar"), "");
    Path besu = temporary.resolve("besu/bin/besu");
    Files.createDirectories(besu.getParent());
    Files.writeString(besu, "#!/bin/sh\necho \"besu was called: $* $BESU_OPTS\"\n");
    Files.setPosixFilePermissions(besu, PosixFilePermissions.fromString("rwxr-xr-x"));
    return node;
  }

  private record Answer(int code, String output) {}

  private Answer run(NodeEntry node) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(node.script().toString(), "--logging=WARN");
    builder.environment().put("BESU_HOME", temporary.resolve("besu").toString());
    builder.environment().remove("BESU_OPTS");
    builder.environment().remove("NODE_HEAP");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), output);
  }
}
