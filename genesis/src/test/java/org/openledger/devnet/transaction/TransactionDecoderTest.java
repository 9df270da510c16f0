package org.openledger.devnet.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.host.Address;
import org.web3j.crypto.AccessListObject;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;

class TransactionDecoderTest {

  private static final Credentials KEY = Credentials.create(DevAccounts.of(3).privateKeyHex());
  private static final String TO = "0x000000000000000000000000000000000000a101";

  @Test
  void theExampleOfEip155IsReadAndItsSenderFound() throws Exception {
    SignedTransaction transaction =
        TransactionDecoder.decode(
            Bytes.fromHexString(
                "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a7"
                    + "640000"
                    + "8025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"
                    + "a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83"));
    assertThat(transaction.sender())
        .isEqualTo(Address.fromHex("0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f"));
    assertThat(transaction.chainId()).isEqualTo(1);
    assertThat(transaction.nonce()).isEqualTo(9);
    assertThat(transaction.maxFeePerGas()).isEqualTo(20_000_000_000L);
    assertThat(transaction.gasLimit()).isEqualTo(21_000);
    assertThat(transaction.value().toBigInteger()).isEqualTo(BigInteger.TEN.pow(18));
  }

  @Test
  void everyTypeThatWeb3jSignsIsReadBack() throws Exception {
    BigInteger value = new BigInteger("ff00000000000000000000", 16);
    RawTransaction legacy =
        RawTransaction.createTransaction(n(7), n(9), n(50_000), TO, value, "0x01ff");
    List<AccessListObject> access =
        List.of(new AccessListObject(TO, List.of("0x" + "11".repeat(32), "0x" + "22".repeat(32))));
    RawTransaction listed =
        RawTransaction.createTransaction(99, n(7), n(9), n(50_000), TO, value, "0x01ff", access);
    RawTransaction feeMarket =
        RawTransaction.createTransaction(99, n(7), n(50_000), TO, value, "0x01ff", n(3), n(9));

    SignedTransaction unprotected =
        check(TransactionEncoder.signMessage(legacy, KEY), TransactionType.LEGACY);
    assertThat(unprotected.chainId()).isNull();
    assertThat(
            check(TransactionEncoder.signMessage(legacy, 99, KEY), TransactionType.LEGACY)
                .chainId())
        .isEqualTo(99);
    SignedTransaction withList =
        check(TransactionEncoder.signMessage(listed, KEY), TransactionType.ACCESS_LIST);
    assertThat(withList.accessList().getFirst().storageKeys()).hasSize(2);
    assertThat(IntrinsicGas.of(withList.input(), withList.accessList()))
        .isEqualTo(21_000 + 2 * 16 + 2_400 + 2 * 1_900);
    SignedTransaction dynamic =
        check(TransactionEncoder.signMessage(feeMarket, KEY), TransactionType.FEE_MARKET);
    assertThat(dynamic.maxPriorityFeePerGas()).isEqualTo(3);
    assertThat(dynamic.effectiveGasPrice(n(1))).isEqualTo(4);
    assertThat(dynamic.effectiveGasPrice(n(8))).isEqualTo(9);
    assertThat(dynamic.upfrontCost()).isEqualTo(value.add(n(9 * 50_000)));
  }

  private static SignedTransaction check(byte[] raw, TransactionType type) throws Exception {
    SignedTransaction transaction = TransactionDecoder.decode(Bytes.wrap(raw));
    assertThat(transaction.type()).isEqualTo(type);
    assertThat(transaction.sender().toString()).isEqualTo(KEY.getAddress());
    assertThat(transaction.hash()).isEqualTo(Bytes.wrap(Hash.sha3(raw)));
    assertThat(transaction.nonce()).isEqualTo(7);
    assertThat(transaction.maxFeePerGas()).isEqualTo(9);
    assertThat(transaction.gasLimit()).isEqualTo(50_000);
    assertThat(transaction.recipient()).contains(Address.fromHex(TO));
    assertThat(transaction.input()).isEqualTo(Bytes.fromHexString("0x01ff"));
    return transaction;
  }

  @Test
  void blobsDelegationsAndUnknownTypesAreRefusedByName() {
    refused(Bytes.fromHexString("0x03c0"), Refusal.UNSUPPORTED_TYPE, "blob");
    refused(Bytes.fromHexString("0x04c0"), Refusal.UNSUPPORTED_TYPE, "7702");
    refused(Bytes.fromHexString("0x7fc0"), Refusal.MALFORMED, "127");
    refused(Bytes.fromHexString("0x00c0"), Refusal.MALFORMED, "type 0");
    refused(Bytes.EMPTY, Refusal.MALFORMED, "empty");
  }

  @Test
  void aHighSIsRefused() {
    Bytes32 r = Bytes32.leftPad(Bytes.of(5));
    BigInteger high = Secp256k1.HALF_N.add(BigInteger.ONE);
    Bytes raw =
        RLP.encodeList(
            list -> {
              for (long field : new long[] {0, 1, 21_000}) {
                list.writeLong(field);
              }
              list.writeValue(Bytes.fromHexString(TO));
              list.writeLong(0);
              list.writeValue(Bytes.EMPTY);
              list.writeLong(27);
              list.writeBigInteger(r.toUnsignedBigInteger());
              list.writeBigInteger(high);
            });
    refused(raw, Refusal.INVALID_SIGNATURE, "EIP-2");
  }

  @Test
  void truncationsExtensionsAndRandomBytesAreRefusedAndNothingElseHappens() {
    RawTransaction call =
        RawTransaction.createTransaction(99, n(7), n(50_000), TO, n(1), "0x01", n(3), n(9));
    Bytes good = Bytes.wrap(TransactionEncoder.signMessage(call, KEY));
    for (int size = 0; size < good.size(); size++) {
      Bytes cut = good.slice(0, size);
      assertThatThrownBy(() -> TransactionDecoder.decode(cut)).isInstanceOf(RefusedException.class);
    }
    refused(Bytes.concatenate(good, Bytes.of(0)), Refusal.MALFORMED, "");
    Bytes legacy =
        Bytes.wrap(
            TransactionEncoder.signMessage(
                RawTransaction.createTransaction(n(7), n(9), n(50_000), TO, n(1), ""), 99, KEY));
    refused(Bytes.concatenate(legacy, Bytes.of(0)), Refusal.MALFORMED, "");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = (i % 2 == 0 ? good : legacy).toArray();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      bytes[random.nextInt(5)] = (byte) random.nextInt();
      try {
        TransactionDecoder.decode(Bytes.wrap(bytes));
      } catch (RefusedException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + Bytes.wrap(bytes), e);
      }
    }
  }

  @Test
  void numbersWithLeadingZerosAndShortRecipientsAreRefused() {
    refused(legacyWith(Bytes.of(0, 7), Bytes.fromHexString(TO)), Refusal.MALFORMED, "leading zero");
    refused(legacyWith(Bytes.of(7), Bytes.of(1, 2, 3)), Refusal.MALFORMED, "not 20");
    refused(
        legacyWith(Bytes.wrap(new byte[9]).not(), Bytes.fromHexString(TO)),
        Refusal.MALFORMED,
        "8 bytes");
  }

  private static Bytes legacyWith(Bytes nonce, Bytes to) {
    return RLP.encodeList(
        list -> {
          list.writeValue(nonce);
          list.writeLong(1);
          list.writeLong(21_000);
          list.writeValue(to);
          list.writeLong(0);
          list.writeValue(Bytes.EMPTY);
          list.writeLong(27);
          list.writeLong(1);
          list.writeLong(1);
        });
  }

  @Test
  void recoveryAgreesWithWeb3jAndHasTheLimitsOfThePrecompile() {
    Random random = new Random(4);
    for (int i = 0; i < 50; i++) {
      ECKeyPair pair = ECKeyPair.create(new BigInteger(250, random).add(BigInteger.ONE));
      byte[] digest = new byte[32];
      random.nextBytes(digest);
      Sign.SignatureData signature = Sign.signMessage(digest, pair, false);
      int parity = signature.getV()[0] - 27;
      assertThat(
              Secp256k1.recover(
                  Bytes32.wrap(digest),
                  parity,
                  new BigInteger(1, signature.getR()),
                  new BigInteger(1, signature.getS())))
          .contains(Address.fromHex(Credentials.create(pair).getAddress()));
    }
    BigInteger n = Secp256k1.HALF_N.shiftLeft(1).add(BigInteger.ONE);
    BigInteger one = BigInteger.ONE;
    assertThat(Secp256k1.recover(Bytes32.ZERO, 0, BigInteger.ZERO, one)).isEmpty();
    assertThat(Secp256k1.recover(Bytes32.ZERO, 0, one, BigInteger.ZERO)).isEmpty();
    assertThat(Secp256k1.recover(Bytes32.ZERO, 0, n, one)).isEmpty();
    assertThat(Secp256k1.recover(Bytes32.ZERO, 0, one, n)).isEmpty();
    assertThat(Secp256k1.recover(Bytes32.ZERO, 2, one, one)).isEmpty();
    assertThat(Secp256k1.recover(Bytes32.ZERO, -1, one, one)).isEmpty();
    // 5 is the x of no point.
    assertThat(Secp256k1.recover(Bytes32.ZERO, 0, BigInteger.valueOf(5), one)).isEmpty();
    assertThat(Secp256k1.recover(Bytes32.ZERO, 0, one, one)).isPresent();
  }

  private static void refused(Bytes raw, Refusal refusal, String words) {
    assertThatThrownBy(() -> TransactionDecoder.decode(raw))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal))
        .hasMessageContaining(words);
  }

  private static BigInteger n(long value) {
    return BigInteger.valueOf(value);
  }
}
