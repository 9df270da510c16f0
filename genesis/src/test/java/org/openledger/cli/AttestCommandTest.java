package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.content.Content;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Role;

/** An operator says what his node says, and notices where others say something else. */
class AttestCommandTest {

  private static final int OPERATOR = 0;
  private static final int SECOND = 1;
  private static final int STRANGER = 9;

  private record Answer(int code, String out, String err) {

    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(out);
    }
  }

  @TempDir Path directory;
  private DevNetwork network;
  private JsonRpc rpc;
  private ContractClient datanets;

  @BeforeEach
  void sealAVersion() throws IOException {
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
    rpc = new JsonRpc(network.url());
    Chain chain = Chain.at(rpc);
    datanets = ContractClient.of(chain, NativeAddress.DATANETS);
    com.esaulpaugh.headlong.abi.Address[] reviewers = {AbiValues.address(account(2).address())};
    datanets.send(
        account(1),
        "createDatanet",
        "Indexed",
        AbiValues.tuple(
            AbiValues.name("test"),
            Bytes32.ZERO,
            AbiValues.name("utf8-bytes"),
            AbiValues.name("CC0-1.0"),
            account(3).address(),
            reviewers,
            1L,
            AbiValues.tuple(true, true, true, true, false, 0L, 0L, 0L)));
    Content content = Content.of(List.of(new int[] {1, 2, 3, 4, 5, 6, 7}), 256);
    datanets.send(account(7), "contributeInline", 1L, "uri", Bytes.wrap(content.encoded()));
    datanets.send(account(2), "accept", 1L);
    datanets.send(account(1), "seal", 1L, new BigInteger[] {BigInteger.ONE});
    ContractClient system = ContractClient.of(chain, NativeAddress.SYSTEM);
    system.send(account(0), "grantRole", Role.OPERATOR.id(), account(SECOND).address());
  }

  @AfterEach
  void stop() {
    rpc.close();
    network.close();
  }

  private static Wallet account(int index) {
    return Wallet.of(DevAccounts.of(index).privateKey());
  }

  private Answer attest(int account, String... more) throws IOException {
    Path key = directory.resolve("key-" + account);
    Files.writeString(key, DevAccounts.of(account).privateKeyHex() + "\n");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "attest", "--rpc", network.url(), "--key-file", key.toString(), "--wait", "60"));
    arguments.addAll(Arrays.asList(more));
    return execute(arguments.toArray(String[]::new));
  }

  private static Answer execute(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        OpenLedger.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Answer(code, out.toString(), err.toString());
  }

  private boolean isActive() {
    return datanets.call("version", 1L, 1L).<Tuple>get(0).<Boolean>get(4);
  }

  @Test
  void allOperatorsAttestAndTheVersionIsActive() throws IOException {
    Answer dry = attest(OPERATOR, "--dry-run");
    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(dry.out()).contains("would be attested");
    Answer first = attest(OPERATOR, "--json");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.json().at("/versions/0/said").asText()).startsWith("attested by 0x");
    assertThat(isActive()).isFalse();
    assertThat(attest(OPERATOR).out()).contains("attested before");
    assertThat(attest(SECOND, "--datanet", "1", "--version-number", "1").code()).isZero();
    assertThat(isActive()).isTrue();
    JsonNode segment = rpc.call("openledger_segments").at("/items/0");
    assertThat(first.json().at("/versions/0/indexDigest")).isEqualTo(segment.get("indexDigest"));
  }

  @Test
  void aDifferenceIsNotAttestedUnlessItIsSaidSo() throws IOException {
    Bytes32 wrong = Bytes32.repeat((byte) 7);
    datanets.send(account(SECOND), "attest", 1L, 1L, wrong);
    Answer refused = attest(OPERATOR, "--json");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.json().at("/versions/0/said").asText())
        .startsWith("NOT attested: 1 operator(s) attest another digest")
        .contains(account(SECOND).address() + " " + wrong.toHexString());
    Bytes32 none =
        Bytes32.wrap(
            datanets.call("attestation", 1L, 1L, account(OPERATOR).address()).<byte[]>get(0));
    assertThat(none.isZero()).isTrue();
    assertThat(attest(OPERATOR, "--although-others-differ").code()).isZero();
    // The second one's own node says otherwise, so he corrects himself.
    assertThat(attest(SECOND).code()).isZero();
    assertThat(isActive()).isTrue();
  }

  @Test
  void whoIsNoOperatorIsToldSo() throws IOException {
    Answer answer = attest(STRANGER);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("is no operator of this chain").doesNotContain("0x2a871d07");
  }

  @Test
  void wrongUseIsToldSo() throws IOException {
    assertThat(attest(OPERATOR, "--version-number", "1").code()).isEqualTo(2);
    Answer unknown = attest(OPERATOR, "--datanet", "1", "--version-number", "9");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("knows no version 9 of Datanet 1");
    Answer none = attest(OPERATOR, "--datanet", "99");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("knows no Datanet 99");
    assertThat(none.out()).isEmpty();
    assertThat(attest(OPERATOR, "--datanet", "-1").code()).isEqualTo(2);
    assertThat(attest(OPERATOR, "--datanet", "1", "--version-number", "-1").code()).isEqualTo(2);
    Answer url = execute("attest", "--rpc", "xx", "--key-file", directory.toString());
    assertThat(url.code()).isEqualTo(2);
    assertThat(url.err()).contains("--rpc takes an http or https URL, not xx");
  }

  @Test
  void whatIsNoKeyIsRefused() throws IOException {
    Path key = directory.resolve("key");
    String order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    for (String number : List.of("0".repeat(64), order, "f".repeat(64))) {
      Files.writeString(key, number);
      refusesKey(key, "0, or not below the order of secp256k1");
    }
    Files.write(key, new byte[] {-1, -2, 0});
    refusesKey(key, "64 hexadecimal digits are wanted");
    refusesKey(directory, "is a directory");
    refusesKey(directory.resolve("none"), "does not exist");
  }

  private void refusesKey(Path key, String words) {
    Answer answer = execute("attest", "--rpc", network.url(), "--key-file", key.toString());
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("openledger: " + key).contains(words);
  }
}
