package org.openledger.integration.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openledger.contracts.CustomError;
import org.openledger.contracts.InferenceFees;
import org.openledger.contracts.NativeContracts;
import org.openledger.contracts.TypedSignature;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;
import org.web3j.utils.Numeric;

/** The package for web3j against a devnet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaPackageTest {

  private static final Credentials PAYER =
      Credentials.create("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
  private static final BigInteger CHAIN = BigInteger.valueOf(1_612_001);
  private static final StaticGasProvider GAS =
      new StaticGasProvider(BigInteger.valueOf(2_000_000_000), BigInteger.valueOf(3_000_000));

  private DevNetwork network;
  private Web3j web3j;
  private NativeContracts contracts;

  @BeforeAll
  void start() throws Exception {
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
    web3j = Web3j.build(new HttpService(network.url()));
    contracts =
        new NativeContracts(
            web3j, new RawTransactionManager(web3j, PAYER, CHAIN.longValue(), 100, 20), GAS);
  }

  @AfterAll
  void stop() {
    web3j.shutdown();
    network.close();
  }

  @Test
  void everyContractAnswersAtItsAddress() throws Exception {
    assertThat(contracts.system().chainId().send()).isEqualTo(CHAIN);
    assertThat(contracts.datanets().datanetCount().send()).isZero();
    assertThat(contracts.models().modelCount().send()).isZero();
    assertThat(contracts.inferenceFees().liabilities().send()).isNotNegative();
    String attribution = contracts.tokenAttribution().getContractAddress();
    assertThat(web3j.ethGetCode(attribution, DefaultBlockParameterName.LATEST).send().getCode())
        .isEqualTo("0xfe");
  }

  @Test
  void aTransactionIsSentAndItsEventRead() throws Exception {
    InferenceFees fees = contracts.inferenceFees();
    BigInteger before = fees.statement(PAYER.getAddress()).send().deposit;
    var receipt = fees.deposit(BigInteger.TEN).send();
    List<InferenceFees.DepositedEventResponse> events = InferenceFees.getDepositedEvents(receipt);
    assertThat(events).singleElement();
    assertThat(events.getFirst().account).isEqualTo(PAYER.getAddress());
    assertThat(events.getFirst().amount).isEqualTo(BigInteger.TEN);
    assertThat(fees.statement(PAYER.getAddress()).send().deposit)
        .isEqualTo(before.add(BigInteger.TEN));
  }

  @Test
  void aRevertIsNamed() throws Exception {
    String call =
        contracts
            .inferenceFees()
            .quote(BigInteger.TWO, BigInteger.ONE, BigInteger.ONE)
            .encodeFunctionCall();
    EthCall answer =
        web3j
            .ethCall(
                Transaction.createEthCallTransaction(
                    PAYER.getAddress(), NativeContracts.INFERENCE_FEES, call),
                DefaultBlockParameterName.LATEST)
            .send();
    CustomError error = CustomError.of(String.valueOf(answer.getError().getData())).orElseThrow();
    assertThat(error.signature()).isEqualTo("UnknownModel(uint256)");
    assertThat(error.parameters()).containsExactly("model");
    assertThat(new BigInteger(error.arguments(), 16)).isEqualTo(BigInteger.TWO);
    assertThat(CustomError.of("0x")).isEmpty();
    assertThat(CustomError.of("0x00000000")).isEmpty();
  }

  @Test
  void whatIsSignedHereIsWhatTheContractHashes() throws Exception {
    Map<String, Object> permit = new TreeMap<>();
    permit.put("payer", PAYER.getAddress());
    permit.put("model", BigInteger.valueOf(3));
    permit.put("limit", BigInteger.TEN.pow(20));
    permit.put("expiry", BigInteger.valueOf(99));
    permit.put("nonce", BigInteger.valueOf(7));
    byte[] digest = TypedSignature.digest(CHAIN, "Permit", permit);
    InferenceFees.Permit same =
        new InferenceFees.Permit(
            PAYER.getAddress(),
            BigInteger.valueOf(3),
            BigInteger.TEN.pow(20),
            BigInteger.valueOf(99),
            BigInteger.valueOf(7));
    assertThat(digest).isEqualTo(contracts.inferenceFees().permitDigest(same).send());

    byte[] signature = TypedSignature.sign(digest, PAYER.getEcKeyPair());
    assertThat(signature).hasSize(65);
    BigInteger key =
        Sign.signedMessageHashToKey(
            digest, Sign.signatureDataFromHex(Numeric.toHexString(signature)));
    assertThat(Numeric.prependHexPrefix(Keys.getAddress(key))).isEqualTo(PAYER.getAddress());

    byte[] output = {0, 97, 0, 98};
    Map<String, Object> receipt = new TreeMap<>();
    receipt.put("model", BigInteger.ONE);
    receipt.put("version", BigInteger.ONE);
    receipt.put("payer", PAYER.getAddress());
    receipt.put("request", BigInteger.TWO);
    receipt.put("inputTokens", BigInteger.valueOf(5));
    receipt.put("outputTokens", BigInteger.TWO);
    receipt.put("outputHash", Numeric.toHexString(Hash.sha3(output)));
    receipt.put("outputCommitment", Numeric.toHexString(new byte[32]));
    assertThat(TypedSignature.digest(CHAIN, "Receipt", receipt)).hasSize(32);
  }

  @Test
  void fieldsThatAreNotOfTheTypeAreRefused() {
    assertThatThrownBy(() -> TypedSignature.digest(CHAIN, "Permit", Collections.emptyMap()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Permit");
    assertThatThrownBy(() -> TypedSignature.digest(CHAIN, "Cheque", Collections.emptyMap()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cheque");
  }
}
