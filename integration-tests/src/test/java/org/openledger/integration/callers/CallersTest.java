package org.openledger.integration.callers;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.devnet.transaction.IntrinsicGas;
import org.openledger.integration.besu.BesuNode;
import org.openledger.integration.besu.RequiresBesu;
import org.openledger.integration.besu.SharedBesu;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/**
 * {@code Customer} and others of {@code Callers.sol} in transactions: while they are created, with
 * value, with too little gas, calling back, behind a proxy, reverting afterwards. Every kind of
 * call of every function is in {@code DifferentialTest}.
 */
@RequiresBesu
@ExtendWith(SharedBesu.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallersTest {

  private static final Address FEES = NativeAddress.INFERENCE_FEES.address();
  private static final ContractAbi ABI = ContractAbi.of("InferenceFees");
  private static final BigInteger NONE = BigInteger.ZERO;
  private static final BigInteger COINS = BigInteger.valueOf(1_000);
  private static final long GAS = 3_000_000;
  private static final int CUSTOMERS = 7;
  private static final Credentials ADMIN = account(0);
  private static final Credentials SENDER = account(9);

  private static final TupleType<Tuple> NOTE = TupleType.parse("(string,uint256)");
  private static final TupleType<Tuple> REFUSED = TupleType.parse("(bytes4,bytes)");
  private static final String NOTE_TOPIC = Keccak256.hash("Note(string,uint256)").toHexString();
  private static final String REFUSED_TOPIC = Keccak256.hash("Refused(bytes4,bytes)").toHexString();

  private final Deque<Address> customers = new ArrayDeque<>();
  private BesuNode besu;
  private long nonce;

  @BeforeAll
  void makeCustomers(BesuNode shared) {
    besu = shared;
    setDelay(NONE);
    String account = SENDER.getAddress();
    nonce = BesuNode.quantity(besu.rpc("eth_getTransactionCount", account, "pending")).longValue();
    // All in one block: each waits for a second.
    List<String> creations = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      creations.add(signed("", NONE, Compiled.creation("Customer"), GAS));
    }
    besu.replay(creations).forEach(receipt -> customers.add(created(receipt)));
  }

  @AfterAll
  void withdrawalsTakeTheirTimeAgain() {
    if (besu != null) {
      setDelay(Parameter.WITHDRAWAL_DELAY.standard());
    }
  }

  @Test
  void aContractDepositsWhileItIsCreatedAndReadsUnderStaticCall() {
    JsonNode receipt = create("Customer", COINS, Bytes.EMPTY);
    Address customer = created(receipt);
    assertThat(events(receipt))
        .containsExactly("Deposited " + customer + " " + customer + " 1000", "created with 1000");
    assertThat(deposit(customer)).isEqualTo(COINS);
    Bytes view = call(customer, new Function("deposited()"));
    assertThat(view.toUnsignedBigInteger()).isEqualTo(COINS);
  }

  @Test
  void logsOfBothContractsStandInTheOrderOfTheCode() {
    Address customer = customers.remove();
    JsonNode receipt = send(customer, COINS, new Function("top()"));
    assertThat(events(receipt))
        .containsExactly(
            "before 1000", "Deposited " + customer + " " + customer + " 1000", "after 1000");
    for (int i = 0; i < 3; i++) {
      assertThat(receipt.at("/logs/" + i + "/logIndex").asText()).isEqualTo("0x" + i);
    }
  }

  /** No code of who is paid runs: nothing can call back, and nothing is paid twice. */
  @Test
  void coinsArriveOnceAndRunNoCodeOfThePayee() {
    Address customer = created(create("Customer", COINS, Bytes.EMPTY));
    BigInteger owed = liabilities();
    JsonNode receipt =
        send(customer, NONE, new Function("takeOut(uint256)"), BigInteger.valueOf(400));
    assertThat(events(receipt))
        .satisfiesExactly(
            it -> assertThat(it).startsWith("WithdrawalStarted " + customer + " 400"),
            it -> assertThat(it).isEqualTo("DepositWithdrawn " + customer + " 400"),
            it -> assertThat(it).isEqualTo("paid 400"),
            it -> assertThat(it).isEqualTo("gained 400"),
            it -> assertThat(it).isEqualTo(refused("NothingToWithdraw", customer)));
    assertThat(balance(customer)).isEqualTo(400);
    assertThat(deposit(customer)).isEqualTo(600);
    assertThat(liabilities()).isEqualTo(owed.subtract(BigInteger.valueOf(400)));
  }

  /** By contrast a transfer does run it: what pays must not be mistaken for a transfer. */
  @Test
  void aTransferRunsTheCodeThatAWithdrawalDoesNot() {
    Address customer = customers.remove();
    JsonNode receipt = send(customer, COINS, Bytes.EMPTY, GAS);
    assertThat(events(receipt))
        .containsExactly("receive ran 1000", "Deposited " + customer + " " + customer + " 1000");
    assertThat(deposit(customer)).isEqualTo(COINS);
  }

  @Test
  void coinsForAFunctionThatTakesNoneStayWithTheCaller() {
    Address customer = customers.remove();
    BigInteger held = balance(FEES);
    JsonNode receipt = send(customer, COINS, new Function("overpay()"));
    assertThat(events(receipt))
        .containsExactly("overpaid 0", refused("ValueNotAllowed", 1_000L), "kept 1000");
    assertThat(balance(FEES)).isEqualTo(held);
  }

  /** The call burns what it was given, the caller goes on, and nothing has changed. */
  @Test
  void tooLittleGasEndsTheCallButNotTheCaller() {
    Address customer = customers.remove();
    BigInteger owed = liabilities();
    JsonNode receipt =
        send(customer, COINS, new Function("starve(uint256)"), BigInteger.valueOf(5_000));
    assertThat(events(receipt))
        .satisfiesExactly(
            it -> assertThat(it).isEqualTo("starved 0"),
            it -> assertThat(it).isEqualTo("answer 0"),
            // 5,000, the value's 9,000 of which 2,300 are the callee's, 2,600 for a cold address.
            it -> assertThat(number(it)).isBetween(5_000L + 9_000 + 2_600, 17_500L),
            it -> assertThat(it).isEqualTo("kept 1000"));
    assertThat(liabilities()).isEqualTo(owed);
    assertThat(deposit(customer)).isZero();
  }

  /** EIP-150: a 64th of the gas stays with the caller whatever it asks for. */
  @Test
  void allButA64thOfTheGasIsWhatACallGetsAtMost() {
    Address customer = customers.remove();
    Bytes input =
        Bytes.wrap(
            new Function("starve(uint256)")
                .encodeCall(AbiValues.tuple(BigInteger.ONE.shiftLeft(60)))
                .array());
    long ample =
        BesuNode.quantity(send(customer, COINS, input, GAS).get("gasUsed")).longValueExact();
    assertThat(deposit(customer)).isEqualTo(COINS);
    // 63 of 64 parts are too little for the deposit; one part is too little for the caller's logs.
    JsonNode receipt = send(customer, COINS, input, IntrinsicGas.of(input, List.of()) + 20_000);
    assertThat(receipt.get("status").asText()).isEqualTo("0x0");
    assertThat(deposit(customer)).isEqualTo(COINS);
    assertThat(balance(customer)).isZero();
    // With what it used, and a 64th of it, it succeeds again.
    assertThat(send(customer, COINS, input, ample + ample / 63).get("status").asText())
        .isEqualTo("0x1");
  }

  @Test
  void whatARevertUndoesIsUndoneInTheNativeContractToo() {
    Address customer = customers.remove();
    BigInteger held = balance(FEES);
    JsonNode undone = send(customer, COINS, new Function("undo()"));
    assertThat(events(undone)).containsExactly("after all 1000", "deposit 0");
    JsonNode unmade = send(customer, COINS, new Function("makeRefuser()"));
    assertThat(events(unmade)).containsExactly("not made 2000");
    assertThat(balance(FEES)).isEqualTo(held);
  }

  /** The native contract sees who calls it, which is the proxy, not the code that it runs. */
  @Test
  void behindAProxyTheProxyIsTheCustomer() {
    Address logic = customers.remove();
    Address proxy = created(create("Proxy", NONE, logic.toWord().toBytes()));
    JsonNode receipt = send(proxy, COINS, new Function("top()"));
    assertThat(events(receipt))
        .containsExactly("before 1000", "Deposited " + proxy + " " + proxy + " 1000", "after 1000");
    assertThat(deposit(proxy)).isEqualTo(COINS);
    assertThat(deposit(logic)).isZero();
  }

  /** Moonbeam 2022: in a native contract's code a proxy must not act in its own name. */
  @Test
  void aProxyOfANativeContractIsRefused() {
    Address proxy = created(create("Proxy", NONE, FEES.toWord().toBytes()));
    JsonNode receipt = send(proxy, COINS, ABI.function("deposit"));
    assertThat(receipt.get("status").asText()).isEqualTo("0x0");
    assertThat(receipt.get("revertReason").asText())
        .isEqualTo(ABI.error("DelegateCallNotAllowed").encode().toHexString());
    assertThat(balance(proxy)).isZero();
  }

  private void setDelay(BigInteger blocks) {
    Function set = ContractAbi.of("System").function("setParameter");
    Bytes input = encoded(set, Parameter.WITHDRAWAL_DELAY.key(), blocks);
    BigInteger count =
        BesuNode.quantity(besu.rpc("eth_getTransactionCount", ADMIN.getAddress(), "pending"));
    String system = NativeAddress.SYSTEM.address().toString();
    String raw = signed(ADMIN, count, system, NONE, input, GAS);
    assertThat(besu.replay(List.of(raw)).getFirst().get("status").asText()).isEqualTo("0x1");
  }

  private JsonNode create(String contract, BigInteger value, Bytes arguments) {
    Bytes code = Bytes.concatenate(Compiled.creation(contract), arguments);
    JsonNode receipt = besu.replay(List.of(signed("", value, code, GAS))).getFirst();
    assertThat(receipt.get("status").asText()).as("%s", receipt).isEqualTo("0x1");
    return receipt;
  }

  private static Address created(JsonNode receipt) {
    return Address.fromHex(receipt.get("contractAddress").asText());
  }

  private JsonNode send(Address to, BigInteger value, Function function, Object... arguments) {
    return send(to, value, encoded(function, arguments), GAS);
  }

  private JsonNode send(Address to, BigInteger value, Bytes input, long gas) {
    return besu.replay(List.of(signed(to.toString(), value, input, gas))).getFirst();
  }

  private String signed(String to, BigInteger value, Bytes input, long gas) {
    return signed(SENDER, BigInteger.valueOf(nonce++), to, value, input, gas);
  }

  private static String signed(
      Credentials from, BigInteger nonce, String to, BigInteger value, Bytes input, long gas) {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            nonce, NONE, BigInteger.valueOf(gas), to, value, input.toHexString());
    return Numeric.toHexString(
        TransactionEncoder.signMessage(transaction, DevnetOptions.CHAIN_ID, from));
  }

  private Bytes call(Address to, Function function, Object... arguments) {
    Map<String, Object> call =
        Map.of("to", to.toString(), "data", encoded(function, arguments).toHexString());
    return Bytes.fromHexString(besu.rpc("eth_call", call, "latest").asText());
  }

  private static Bytes encoded(Function function, Object... arguments) {
    return Bytes.wrap(function.encodeCall(AbiValues.tuple(arguments)).array());
  }

  private BigInteger deposit(Address account) {
    Function statement = ABI.function("statement");
    Tuple answer = statement.decodeReturn(call(FEES, statement, account).toArrayUnsafe());
    return answer.<Tuple>get(0).get(2);
  }

  private BigInteger liabilities() {
    return call(FEES, ABI.function("liabilities")).toUnsignedBigInteger();
  }

  private BigInteger balance(Address account) {
    return BesuNode.quantity(besu.rpc("eth_getBalance", account.toString(), "latest"));
  }

  private static long number(String event) {
    return Long.parseLong(event.substring(event.lastIndexOf(' ') + 1));
  }

  /** The logs of a transaction as text: the name of an event, or a note's words, and the values. */
  private static List<String> events(JsonNode receipt) {
    assertThat(receipt.get("status").asText()).as("%s", receipt).isEqualTo("0x1");
    List<String> events = new ArrayList<>();
    for (JsonNode log : receipt.get("logs")) {
      String topic = log.get("topics").get(0).asText();
      byte[] data = Bytes.fromHexString(log.get("data").asText()).toArrayUnsafe();
      if (topic.equals(NOTE_TOPIC)) {
        Tuple note = NOTE.decode(data);
        events.add(note.get(0) + " " + note.get(1));
      } else if (topic.equals(REFUSED_TOPIC)) {
        Tuple note = REFUSED.decode(data);
        events.add(
            "refused " + Bytes.wrap(note.<byte[]>get(0)) + " " + Bytes.wrap(note.<byte[]>get(1)));
      } else {
        events.add(nativeEvent(log));
      }
    }
    return events;
  }

  private static String nativeEvent(JsonNode log) {
    StringBuilder text = new StringBuilder();
    for (String name : List.of("Deposited", "WithdrawalStarted", "DepositWithdrawn")) {
      AbiEvent event = ABI.event(name);
      if (event.signature().toHexString().equals(log.get("topics").get(0).asText())) {
        text.append(name);
      }
    }
    for (int i = 1; i < log.get("topics").size(); i++) {
      text.append(" 0x").append(log.get("topics").get(i).asText().substring(26));
    }
    Bytes data = Bytes.fromHexString(log.get("data").asText());
    for (int i = 0; i < data.size(); i += 32) {
      text.append(' ').append(data.slice(i, 32).toUnsignedBigInteger());
    }
    return text.toString();
  }

  /** How a caught error is noted. */
  private static String refused(String error, Object... arguments) {
    Bytes data = ABI.error(error).encode(arguments);
    return "refused " + data.slice(0, 4) + " " + data.slice(4);
  }

  private static Credentials account(int index) {
    return Credentials.create(ECKeyPair.create(DevAccounts.of(index).privateKey()));
  }
}
