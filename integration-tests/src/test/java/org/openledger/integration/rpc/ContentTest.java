package org.openledger.integration.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.content.Content;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.NativeAddress;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;

/**
 * Content off the chain: handed in by its contributor, fetched by an operator, refused to others.
 */
class ContentTest {

  private static final int CONTRIBUTOR = 7;
  private static final int OPERATOR = 0;
  private static final int STRANGER = 9;
  private static final int PIECE = 700;
  private static final int[] IDS = new int[1_000];

  static {
    Arrays.setAll(IDS, i -> (i * i + 31) % 256);
  }

  private final Content content = Content.of(List.of(IDS, new int[] {1, 2, 3}), 256);
  private DevNetwork network;
  private ApiAnswers answers;

  @BeforeEach
  void contribute() throws Exception {
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
    answers = new ApiAnswers(network.url());
    try (JsonRpc rpc = new JsonRpc(network.url())) {
      ContractClient datanets = ContractClient.of(Chain.at(rpc), NativeAddress.DATANETS);
      com.esaulpaugh.headlong.abi.Address[] reviewers = {
        AbiValues.address(ApiStory.account(2).address())
      };
      datanets.send(
          ApiStory.account(1),
          "createDatanet",
          "Content",
          AbiValues.tuple(
              AbiValues.name("test"),
              Bytes32.ZERO,
              AbiValues.name("utf8-bytes"),
              AbiValues.name("CC0-1.0"),
              ApiStory.account(3).address(),
              reviewers,
              1L,
              AbiValues.tuple(true, false, true, true, false, 0L, 0L, 0L)));
      datanets.send(
          ApiStory.account(CONTRIBUTOR), "contribute", 1L, root(), content.tokenCount(), 2L, "uri");
    }
  }

  @AfterEach
  void stop() {
    answers.close();
    network.close();
  }

  private Bytes32 root() {
    return Bytes32.wrap(content.root());
  }

  private Map<String, Object> signed(int account, long expiry) {
    return signed(account, expiry, DevAccounts.of(OPERATOR).address().toString());
  }

  private Map<String, Object> signed(int account, long expiry, String node) {
    String message =
        "OpenLedger content "
            + root().toHexString()
            + " at "
            + node
            + " on chain "
            + DevnetOptions.CHAIN_ID
            + " until "
            + expiry;
    Sign.SignatureData signature =
        Sign.signPrefixedMessage(
            message.getBytes(StandardCharsets.UTF_8),
            Credentials.create(DevAccounts.of(account).privateKeyHex()).getEcKeyPair());
    Bytes bytes =
        Bytes.concatenate(
            Bytes.wrap(signature.getR()),
            Bytes.wrap(signature.getS()),
            Bytes.wrap(signature.getV()));
    return Map.of("expiry", expiry, "signature", bytes.toHexString());
  }

  private static long soon() {
    return Instant.now().getEpochSecond() + 600;
  }

  private JsonNode put(long offset, Bytes data, int account) throws Exception {
    return answers.ask(
        "openledger_putContent", List.of(1, offset, data.toHexString(), signed(account, soon())));
  }

  private JsonNode get(long offset, int account, long expiry) throws Exception {
    return answers.ask("openledger_getContent", List.of(1, offset, PIECE, signed(account, expiry)));
  }

  private static String error(JsonNode answer) throws Exception {
    return ApiAnswers.JSON
        .readTree(answer.at("/error/data").asText("{}"))
        .path("error")
        .asText("none: " + answer);
  }

  @Test
  void aContentIsHandedInPieceByPieceAndFetchedTheSameWay() throws Exception {
    Bytes whole = Bytes.wrap(content.encoded());
    for (int offset = 0; offset < whole.size(); offset += PIECE) {
      // Where it goes on is asked for, as after a break.
      assertThat(put(0, Bytes.EMPTY, CONTRIBUTOR).at("/result/received").asText())
          .isEqualTo("0x" + Integer.toHexString(offset));
      Bytes piece = whole.slice(offset, Math.min(PIECE, whole.size() - offset));
      JsonNode answer = put(offset, piece, CONTRIBUTOR);
      boolean last = offset + PIECE >= whole.size();
      assertThat(answer.at("/result/complete").asBoolean()).as("%s", answer).isEqualTo(last);
    }
    Bytes fetched = Bytes.EMPTY;
    while (fetched.size() < whole.size()) {
      JsonNode piece = get(fetched.size(), OPERATOR, soon());
      fetched = Bytes.concatenate(fetched, Bytes.fromHexString(piece.at("/result/data").asText()));
    }
    assertThat(fetched).isEqualTo(whole);
  }

  @Test
  void othersAndOldRequestsAreRefused() throws Exception {
    Bytes whole = Bytes.wrap(content.encoded());
    assertThat(error(put(0, whole, STRANGER))).isEqualTo("NOT_PERMITTED");
    assertThat(error(get(0, OPERATOR, soon()))).isEqualTo("INDEX_NOT_READY");
    assertThat(put(0, whole, OPERATOR).at("/result/complete").asBoolean()).isTrue();
    assertThat(get(0, OPERATOR, soon()).has("result")).isTrue();
    for (int account : new int[] {CONTRIBUTOR, STRANGER}) {
      assertThat(error(get(0, account, soon()))).isEqualTo("NOT_PERMITTED");
    }
    long now = Instant.now().getEpochSecond();
    assertThat(error(get(0, OPERATOR, now - 5))).isEqualTo("NOT_PERMITTED");
    assertThat(error(get(0, OPERATOR, now + 4_000))).isEqualTo("NOT_PERMITTED");
    assertThat(error(get(whole.size(), OPERATOR, soon()))).isEqualTo("INVALID_PARAMS");
  }

  /** What was signed for one node, another node cannot use to ask a third one. */
  @Test
  void aRequestToAnotherNodeIsRefused() throws Exception {
    assertThat(put(0, Bytes.wrap(content.encoded()), OPERATOR).at("/result/complete").asBoolean())
        .isTrue();
    JsonNode status = answers.ask("openledger_contentStatus", List.of()).get("result");
    assertThat(status.path("node").asText())
        .isEqualTo(DevAccounts.of(OPERATOR).address().toString());
    String other = DevAccounts.of(1).address().toString();
    Map<String, Object> elsewhere = signed(OPERATOR, soon(), other);
    assertThat(error(answers.ask("openledger_getContent", List.of(1, 0, PIECE, elsewhere))))
        .isEqualTo("NOT_PERMITTED");
  }

  @Test
  void aContentOfAnotherRootIsNotKeptAndCanBeHandedInAnew() throws Exception {
    Bytes whole = Bytes.wrap(content.encoded());
    byte[] wrong = content.encoded();
    wrong[1] ^= 1;
    assertThat(error(put(0, Bytes.wrap(wrong), CONTRIBUTOR))).isEqualTo("INVALID_PARAMS");
    assertThat(error(put(5, whole.slice(5), CONTRIBUTOR))).isEqualTo("INVALID_PARAMS");
    assertThat(error(put(0, Bytes.concatenate(whole, Bytes.of(1)), CONTRIBUTOR)))
        .isEqualTo("INVALID_PARAMS");
    assertThat(put(0, whole, CONTRIBUTOR).at("/result/complete").asBoolean()).isTrue();
  }
}
