package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.bouncycastle.jcajce.provider.digest.Keccak;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.host.NativeAddress;

/** EIP-712 from its text: what is hashed is the type, then the members, each of a word. */
class TypedDataTest {

  private static Bytes32 keccak(Bytes... parts) {
    return Bytes32.wrap(new Keccak.Digest256().digest(Bytes.concatenate(parts).toArray()));
  }

  private static Bytes32 keccak(String text) {
    return keccak(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aStructIsHashedWithItsType() {
    Bytes32 type = keccak("Mail(uint256 one,bytes32 two)");
    Bytes32 two = Bytes32.repeat((byte) 2);
    assertThat(TypedData.struct(type, 1L, two)).isEqualTo(keccak(type, UInt256.ONE.toBytes(), two));
    assertThat(TypedData.struct(two, 1L, two)).isNotEqualTo(TypedData.struct(type, 1L, two));
  }

  @Test
  void anArrayIsHashedAsTheHashesOfItsItems() {
    Bytes32 one = Bytes32.repeat((byte) 1);
    Bytes32 two = Bytes32.repeat((byte) 2);
    assertThat(TypedData.array(new Bytes32[] {one, two})).isEqualTo(keccak(one, two));
    assertThat(TypedData.array(new Bytes32[0])).isEqualTo(keccak(Bytes.EMPTY));
  }

  @Test
  void whatIsSignedNamesTheContractAndItsChain() {
    Bytes32 struct = Bytes32.repeat((byte) 3);
    Bytes32 domain =
        keccak(
            keccak(
                "EIP712Domain(string name,string version,uint256 chainId,"
                    + "address verifyingContract)"),
            keccak("OpenLedger InferenceFees"),
            keccak("1"),
            UInt256.valueOf(77).toBytes(),
            NativeAddress.INFERENCE_FEES.address().toWord().toBytes());
    assertThat(TypedData.digest(77, struct))
        .isEqualTo(keccak(Bytes.of(0x19, 0x01), domain, struct));
  }
}
