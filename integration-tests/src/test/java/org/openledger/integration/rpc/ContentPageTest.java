package org.openledger.integration.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.DevAccount;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.node.content.ContentRequest;
import org.openledger.precompile.host.Address;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;

/** The signed example of docs/rpc/content.md. */
class ContentPageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("openledger.root", "..")).resolve("docs/rpc/content.md");
  private static final Pattern TEXT =
      Pattern.compile(
          "OpenLedger content (0x[0-9a-f]{64}) at (0x[0-9a-f]{40}) on chain ([0-9]+) until"
              + " ([0-9]+)");

  private static String line(String name) throws IOException {
    Matcher found =
        Pattern.compile("^" + name + " +(.*)$", Pattern.MULTILINE).matcher(Files.readString(PAGE));
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }

  @Test
  void theSignedExampleIsWhatAWalletSignsAndANodeTakes() throws IOException {
    DevAccount signer = DevAccounts.of(0);
    Matcher text = TEXT.matcher(line("text"));
    assertThat(text.matches()).isTrue();
    assertThat(text.group(2)).isEqualTo(signer.address().toString());
    assertThat(text.group(3)).isEqualTo(Long.toString(DevnetOptions.CHAIN_ID));
    byte[] message = text.group().getBytes(StandardCharsets.UTF_8);
    assertThat(line("hash"))
        .isEqualTo(Bytes.wrap(Sign.getEthereumMessageHash(message)).toHexString());
    Sign.SignatureData signature =
        Sign.signPrefixedMessage(
            message, Credentials.create(signer.privateKeyHex()).getEcKeyPair());
    assertThat(line("signature"))
        .isEqualTo(
            Bytes.concatenate(
                    Bytes.wrap(signature.getR()),
                    Bytes.wrap(signature.getS()),
                    Bytes.wrap(signature.getV()))
                .toHexString());
    long expiry = Long.decode(line("expiry"));
    assertThat(text.group(4)).isEqualTo(Long.toString(expiry));
    ContentRequest request =
        new ContentRequest(
            Bytes32.fromHexString(text.group(1)),
            Address.fromHex(text.group(2)),
            new BigInteger(text.group(3)),
            expiry);
    assertThat(request.message()).isEqualTo(text.group());
    assertThat(request.signer(Bytes.fromHexString(line("signature")))).contains(signer.address());
  }
}
