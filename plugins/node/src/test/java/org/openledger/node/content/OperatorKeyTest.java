package org.openledger.node.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.precompile.host.Address;

class OperatorKeyTest {

  private static final BigInteger CHAIN = BigInteger.valueOf(1337);
  private static final Address NODE = Address.fromHex("0x00000000000000000000000000000000000000a1");

  @TempDir Path directory;

  @Test
  void itsAddressIsThatOfTheKeyInTheFile() throws Exception {
    Path file = Files.writeString(directory.resolve("key"), "0x" + "0".repeat(63) + "1\n");
    assertThat(OperatorKey.read(file).address())
        .isEqualTo(Address.fromHex("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf"));
    Files.writeString(file, "secret");
    assertThatThrownBy(() -> OperatorKey.read(file)).isInstanceOf(NoKeyException.class);
    assertThatThrownBy(() -> OperatorKey.of(BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Each word of a request is signed: of another one, the signature names somebody else. */
  @Test
  void aSignatureIsGoodForItsRequestAndNoOther() {
    for (int k = 1; k < 40; k++) {
      OperatorKey key = OperatorKey.of(BigInteger.valueOf(k));
      Bytes32 root = Bytes32.leftPad(Bytes.ofUnsignedInt(k));
      ContentRequest request = new ContentRequest(root, NODE, CHAIN, 1_000);
      Bytes signature = key.sign(request);
      assertThat(request.signer(signature)).contains(key.address());
      for (ContentRequest other :
          List.of(
              new ContentRequest(Bytes32.ZERO, NODE, CHAIN, 1_000),
              new ContentRequest(root, Address.ZERO, CHAIN, 1_000),
              new ContentRequest(root, NODE, BigInteger.ONE, 1_000),
              new ContentRequest(root, NODE, CHAIN, 1_001))) {
        assertThat(other.signer(signature)).isNotEqualTo(request.signer(signature));
      }
      assertThat(key.sign(request)).isEqualTo(signature);
    }
  }
}
