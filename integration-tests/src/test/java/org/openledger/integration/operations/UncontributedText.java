package org.openledger.integration.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentWriter;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.integration.besu.BesuNode;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.NativeAddress;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;

/**
 * A version whose content stays off the chain, sealed and made active on a development chain while
 * the node does not hold the content: as when everybody else has it.
 */
final class UncontributedText {

  private static final int OPERATOR = 0;
  private static final int OWNER = 1;
  private static final int REVIEWER = 2;
  private static final int CONTRIBUTOR = 7;
  private static final int VOCABULARY = 256;

  private final Content content = content("a text that the node is not given at first");
  private final BesuNode node;
  private final long chainId;
  private long contribution;

  UncontributedText(BesuNode node, long chainId) {
    this.node = node;
    this.chainId = chainId;
  }

  private static Content content(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] ids = IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xff).toArray();
    return Content.of(List.of(ids), VOCABULARY);
  }

  private static Wallet account(int index) {
    return Wallet.of(DevAccounts.of(index).privateKey());
  }

  /**
   * Contributes, seals and attests it.
   *
   * @param directory for the index that the operator has
   */
  void activate(Path directory) throws IOException {
    Bytes32 root = Bytes32.wrap(content.root());
    try (JsonRpc rpc = new JsonRpc(node.rpcUri().toString())) {
      ContractClient datanets = ContractClient.of(Chain.at(rpc), NativeAddress.DATANETS);
      long datanet =
          number(
              datanets.event(
                  datanets.send(account(OWNER), "createDatanet", "Off the chain", settings()),
                  "DatanetCreated"),
              0);
      contribution =
          number(
              datanets.event(
                  datanets.send(
                      account(CONTRIBUTOR),
                      "contribute",
                      datanet,
                      root,
                      content.tokenCount(),
                      1L,
                      "uri"),
                  "Contributed"),
              1);
      datanets.send(account(REVIEWER), "accept", contribution);
      datanets.send(
          account(OWNER),
          "seal",
          datanet,
          (Object) new java.math.BigInteger[] {java.math.BigInteger.valueOf(contribution)});
      datanets.send(account(OPERATOR), "attest", datanet, 1L, digest(directory));
    }
  }

  /** Hands the content in, as its contributor. */
  JsonNode handIn() {
    long expiry = Instant.now().getEpochSecond() + 600;
    String message =
        "OpenLedger content "
            + Bytes.wrap(content.root()).toHexString()
            + " at "
            + DevAccounts.of(OPERATOR).address()
            + " on chain "
            + chainId
            + " until "
            + expiry;
    Sign.SignatureData signature =
        Sign.signPrefixedMessage(
            message.getBytes(StandardCharsets.UTF_8),
            Credentials.create(DevAccounts.of(CONTRIBUTOR).privateKeyHex()).getEcKeyPair());
    Bytes bytes =
        Bytes.concatenate(
            Bytes.wrap(signature.getR()),
            Bytes.wrap(signature.getS()),
            Bytes.wrap(signature.getV()));
    return node.rpc(
        "openledger_putContent",
        contribution,
        0,
        Bytes.wrap(content.encoded()).toHexString(),
        Map.of("expiry", expiry, "signature", bytes.toHexString()));
  }

  private Bytes32 digest(Path directory) throws IOException {
    byte[] segment = SegmentRoot.of(new long[] {contribution}, new byte[][] {content.root()});
    SegmentWriter.write(
        directory,
        "utf8-bytes",
        VOCABULARY,
        segment,
        List.of(new Contribution(contribution, content.root(), content)),
        Progress.NONE);
    try (Segment index = Segment.open(directory.resolve(SegmentWriter.fileName(segment)))) {
      return Bytes32.wrap(index.digest());
    }
  }

  private static Object settings() {
    return AbiValues.tuple(
        AbiValues.name("test"),
        Bytes32.ZERO,
        AbiValues.name("utf8-bytes"),
        AbiValues.name("CC0-1.0"),
        account(OWNER).address(),
        new com.esaulpaugh.headlong.abi.Address[] {AbiValues.address(account(REVIEWER).address())},
        1L,
        AbiValues.tuple(true, false, true, true, false, 0L, 0L, 0L));
  }

  private static long number(com.esaulpaugh.headlong.abi.Tuple event, int position) {
    return event.<java.math.BigInteger>get(position).longValueExact();
  }
}
