package org.openledger.integration.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.integration.client.StoryValues.answer;
import static org.openledger.integration.client.StoryValues.content;
import static org.openledger.integration.client.StoryValues.hash;
import static org.openledger.integration.client.StoryValues.integer;
import static org.openledger.integration.client.StoryValues.tokens;
import static org.openledger.integration.client.StoryValues.word;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reactivex.disposables.Disposable;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.openledger.contracts.Datanets;
import org.openledger.contracts.InferenceFees;
import org.openledger.contracts.Models;
import org.openledger.contracts.NativeContracts;
import org.openledger.contracts.TypedSignature;
import org.openledger.devnet.DevAccounts;
import org.web3j.abi.EventEncoder;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.exceptions.TransactionException;
import org.web3j.protocol.http.HttpService;
import org.web3j.protocol.websocket.WebSocketService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.gas.StaticEIP1559GasProvider;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;
import org.web3j.utils.Numeric;

/**
 * The whole story by web3j and the wrappers of the package: from a Datanet to what its contributors
 * withdraw. Needs a chain that nobody has used yet, with the accounts of the test mnemonic, funded,
 * and account 0 in every role. What it tells is in clients/story.json, and its report is that of
 * the other tellers.
 */
public final class Web3jStory implements AutoCloseable {

  /** What openledger_segmentStatus answers. */
  public static final class Status extends Response<Map<String, Object>> {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BigInteger GAS_LIMIT = BigInteger.valueOf(3_000_000);
  private static final BigInteger TRANSFER_GAS = BigInteger.valueOf(21_000);
  private static final int ACCOUNTS = 13;
  private static final int POLLS = 600;
  private static final int POLL_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final byte[] NO_HASH = new byte[32];

  private final JsonNode story;
  private final HttpService http;
  private final Web3j web3j;
  private final WebSocketService socket;
  private final Web3j overSocket;
  private final BigInteger chainId;
  private final List<Credentials> accounts = new ArrayList<>();
  private final StoryReport report = new StoryReport();
  private final List<BigInteger> heads = new CopyOnWriteArrayList<>();
  private final List<BigInteger> heard = new CopyOnWriteArrayList<>();
  private final List<Disposable> subscriptions = new ArrayList<>();

  private Web3jStory(String url, String socketUrl) throws IOException {
    story = JSON.readTree(Files.readString(NodeScript.directory("clients").resolve("story.json")));
    http = new HttpService(url);
    web3j = Web3j.build(http);
    socket = new WebSocketService(socketUrl, false);
    socket.connect();
    overSocket = Web3j.build(socket);
    chainId = web3j.ethChainId().send().getChainId();
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.add(Credentials.create(DevAccounts.of(i).privateKeyHex()));
    }
  }

  /** Tells it, and writes its report. */
  public static void tell(String url, String socketUrl, Path file) throws Exception {
    try (Web3jStory teller = new Web3jStory(url, socketUrl)) {
      teller.listen();
      teller.fund();
      BigInteger datanet = teller.createDatanet();
      List<BigInteger> ids = teller.contribute(datanet);
      BigInteger version = teller.seal(datanet, ids);
      BigInteger model = teller.deploy(datanet, version);
      teller.infer(model);
      teller.fail();
      teller.withdraw(model);
      teller.closeBooks();
      teller.report.write(file);
    }
  }

  @Override
  public void close() throws IOException {
    subscriptions.forEach(Disposable::dispose);
    // What ends a subscription is a request too, and fails where the connection is gone before.
    overSocket.ethBlockNumber().send();
    socket.close();
    web3j.shutdown();
  }

  /** Who listens hears all of it. */
  private void listen() throws IOException {
    subscriptions.add(
        overSocket
            .newHeadsNotifications()
            .subscribe(
                head ->
                    heads.add(Numeric.decodeQuantity(head.getParams().getResult().getNumber()))));
    String settled = EventEncoder.encode(InferenceFees.INFERENCESETTLED_EVENT);
    subscriptions.add(
        overSocket
            .logsNotifications(List.of(NativeContracts.INFERENCE_FEES), List.of(settled))
            .subscribe(
                log ->
                    heard.add(Numeric.toBigInt(log.getParams().getResult().getTopics().get(3)))));
    // Subscriptions are requests of their own: ask something after them.
    assertThat(overSocket.ethBlockNumber().send().getBlockNumber()).isNotNegative();
  }

  /** Contributors need coins: for gas, and for the bond. */
  private void fund() throws Exception {
    for (JsonNode contributor : story.at("/cast/contributors")) {
      String hash =
          transactions(by("governor"))
              .sendEIP1559Transaction(
                  chainId.longValueExact(),
                  number("/gas/maxPriorityFeePerGas"),
                  number("/gas/maxFeePerGas"),
                  TRANSFER_GAS,
                  accounts.get(contributor.asInt()).getAddress(),
                  "",
                  number("/funding"))
              .getTransactionHash();
      report.step(
          "fund " + contributor.asInt(),
          new PollingTransactionReceiptProcessor(web3j, POLL_MILLIS, POLLS)
              .waitForTransactionReceipt(hash));
    }
  }

  private BigInteger createDatanet() throws Exception {
    JsonNode given = story.path("datanet");
    JsonNode rules = given.path("policy");
    Datanets.Policy policy =
        new Datanets.Policy(
            rules.path("direct").asBoolean(),
            rules.path("inlineContent").asBoolean(),
            rules.path("open").asBoolean(),
            rules.path("openAccess").asBoolean(),
            rules.path("autoGrant").asBoolean(),
            integer(rules, "bondPerToken"),
            integer(rules, "accessPrice"),
            integer(rules, "quota"));
    Datanets.Settings settings =
        new Datanets.Settings(
            word(given, "domain"),
            NO_HASH,
            word(given, "tokenizer"),
            word(given, "licence"),
            by("treasury").getAddress(),
            List.of(by("reviewer").getAddress()),
            integer(given, "quorum"),
            policy);
    TransactionReceipt receipt =
        report.step(
            "createDatanet",
            as(by("owner")).datanets().createDatanet(given.path("name").asText(), settings).send());
    return Datanets.getDatanetCreatedEvents(receipt).getFirst().datanet;
  }

  private List<BigInteger> contribute(BigInteger datanet) throws Exception {
    List<BigInteger> ids = new ArrayList<>();
    BigInteger bond = number("/datanet/policy/bondPerToken");
    for (int i = 0; i < story.path("contributions").size(); i++) {
      JsonNode given = story.path("contributions").get(i);
      String text = given.path("text").asText();
      byte[] content = content(text);
      Credentials contributor = accounts.get(story.at("/cast/contributors/" + i).asInt());
      TransactionReceipt receipt =
          report.step(
              "contribute " + i,
              as(contributor)
                  .datanets()
                  .contributeInline(
                      datanet, given.path("uri").asText(), content, bond.multiply(tokens(text)))
                  .send());
      Datanets.ContributedEventResponse event = Datanets.getContributedEvents(receipt).getFirst();
      assertThat(event.tokens).isEqualTo(tokens(text));
      assertThat(Datanets.getContentPublishedEvents(receipt).getFirst().content).isEqualTo(content);
      ids.add(event.contribution);
    }
    refused(
        "a stranger's verdict",
        by("payer"),
        NativeContracts.DATANETS,
        as(by("payer")).datanets().accept(ids.getFirst()));
    review(ids);
    return ids;
  }

  private void review(List<BigInteger> ids) throws Exception {
    Datanets datanets = as(by("reviewer")).datanets();
    for (int i = 0; i < ids.size(); i++) {
      JsonNode given = story.path("contributions").get(i);
      RemoteFunctionCall<TransactionReceipt> verdict =
          accepted(i)
              ? datanets.accept(ids.get(i))
              : datanets.markDuplicate(
                  ids.get(i),
                  ids.get(given.path("duplicateOf").asInt()),
                  integer(given, "overlap"),
                  NO_HASH);
      report.step("review " + i, verdict.send());
    }
  }

  private boolean accepted(int contribution) {
    return story.at("/contributions/" + contribution + "/verdict").asText().equals("accept");
  }

  /** A version, sealed and attested with the digest that the operator's node has of it. */
  private BigInteger seal(BigInteger datanet, List<BigInteger> ids) throws Exception {
    List<BigInteger> accepted = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (accepted(i)) {
        accepted.add(ids.get(i));
      }
    }
    TransactionReceipt receipt =
        report.step("seal", as(by("owner")).datanets().seal(datanet, accepted).send());
    Datanets.VersionSealedEventResponse event = Datanets.getVersionSealedEvents(receipt).getFirst();
    String root = Numeric.toHexString(event.segmentRoot);
    Map<String, Object> status =
        Awaitility.await()
            .atMost(PATIENCE)
            .until(
                () -> status(root),
                it -> it != null && String.valueOf(it.get("state")).equals("ready"));
    String digest = String.valueOf(status.get("indexDigest"));
    Datanets asOperator = as(by("operator")).datanets();
    report.step(
        "attest",
        asOperator.attest(datanet, event.version, Numeric.hexStringToByteArray(digest)).send());
    assertThat(asOperator.version(datanet, event.version).send().active).isTrue();
    ObjectNode told = report.json().putObject("datanet");
    told.put("datanet", datanet.toString());
    ArrayNode numbers = told.putArray("ids");
    ids.forEach(id -> numbers.add(id.toString()));
    told.put("root", root);
    told.put("indexDigest", digest);
    return event.version;
  }

  private Map<String, Object> status(String root) throws IOException {
    return new Request<>("openledger_segmentStatus", List.of(root), http, Status.class)
        .send()
        .getResult();
  }

  private BigInteger deploy(BigInteger datanet, BigInteger version) throws Exception {
    JsonNode given = story.at("/model/terms");
    Models.Terms terms =
        new Models.Terms(
            hash(given, "baseModel"),
            hash(given, "adapter"),
            word(given, "tokenizer"),
            hash(given, "configuration"),
            integer(given, "inputRate"),
            integer(given, "outputRate"),
            integer(given, "creatorShare"),
            integer(given, "stakersShare"),
            integer(given, "contributorsShare"),
            integer(given, "minSpan"),
            integer(given, "minRarity"),
            integer(given, "maxWeight"),
            integer(given, "unit"),
            "0x" + "0".repeat(40));
    Models asCreator = as(by("creator")).models();
    TransactionReceipt receipt =
        report.step(
            "propose",
            asCreator
                .propose(
                    story.at("/model/name").asText(),
                    BigInteger.ZERO,
                    by("servingKey").getAddress(),
                    terms)
                .send());
    BigInteger model = Models.getModelProposedEvents(receipt).getFirst().model;
    report.step("approve", as(by("governor")).models().advance(model).send());
    report.step("collect data", asCreator.advance(model).send());
    report.step("link", asCreator.link(model, datanet, version).send());
    for (String stage : List.of("fine-tune", "take feedback", "deploy")) {
      report.step(stage, asCreator.advance(model).send());
    }
    ObjectNode told = report.json().putObject("model");
    told.put("model", model.toString());
    told.put("version", asCreator.currentVersion(model).send().toString());
    return model;
  }

  /** Answers: quoted, signed by the serving key, settled by the payer, attributed by the chain. */
  private void infer(BigInteger model) throws Exception {
    report.step("deposit", as(by("payer")).inferenceFees().deposit(number("/deposit")).send());
    for (JsonNode given : story.path("inferences")) {
      settle(model, given);
    }
    refused(
        "an unknown model",
        by("payer"),
        NativeContracts.INFERENCE_FEES,
        as(by("payer"))
            .inferenceFees()
            .quote(BigInteger.ONE.shiftLeft(40), BigInteger.ONE, BigInteger.ONE));
  }

  private void settle(BigInteger model, JsonNode given) throws Exception {
    Credentials payer = by("payer");
    InferenceFees fees = as(payer).inferenceFees();
    String text = given.path("answer").asText();
    byte[] output = answer(text);
    BigInteger request = integer(given, "request");
    String about = "request " + request + ": ";
    InferenceFees.Fee quote = fees.quote(model, integer(given, "inputTokens"), tokens(text)).send();
    if (given.has("gross")) {
      assertThat(quote.gross).isEqualTo(integer(given, "gross"));
    }
    InferenceFees.Receipt signed = receipt(model, given, output);
    BigInteger fee = quote.gross;
    refusedEstimate(
        about + "a wei too much",
        payer,
        fees.settle(model, request, output, signed, fee.add(BigInteger.ONE)),
        fee.add(BigInteger.ONE));
    RemoteFunctionCall<TransactionReceipt> call = fees.settle(model, request, output, signed, fee);
    refused(about + "a stranger's receipt", by("owner"), NativeContracts.INFERENCE_FEES, call, fee);
    BigInteger value = given.path("paidFrom").asText().equals("value") ? fee : BigInteger.ZERO;
    BigInteger before = fees.statement(payer.getAddress()).send().deposit;
    TransactionReceipt receipt =
        report.step("settle " + request, fees.settle(model, request, output, signed, value).send());
    BigInteger after = fees.statement(payer.getAddress()).send().deposit;
    assertThat(value.add(before).subtract(after)).isEqualTo(fee);
    refused(about + "once more", payer, NativeContracts.INFERENCE_FEES, call, fee);
    InferenceFees.InferenceSettledEventResponse settled =
        InferenceFees.getInferenceSettledEvents(receipt).getFirst();
    assertThat(settled.fee.gross).isEqualTo(fee);
    report.tellSettlement(
        settled, as(payer).tokenAttribution().attribute(model, output).send(), fees);
  }

  private InferenceFees.Receipt receipt(BigInteger model, JsonNode given, byte[] output)
      throws Exception {
    BigInteger version = as(by("payer")).models().currentVersion(model).send();
    Map<String, Object> message = new TreeMap<>();
    message.put("model", model);
    message.put("version", version);
    message.put("payer", by("payer").getAddress());
    message.put("request", integer(given, "request"));
    message.put("inputTokens", integer(given, "inputTokens"));
    message.put("outputTokens", tokens(given.path("answer").asText()));
    message.put("outputHash", Numeric.toHexString(Hash.sha3(output)));
    message.put("outputCommitment", given.path("commitment").asText());
    byte[] signature =
        TypedSignature.sign(
            TypedSignature.digest(chainId, "Receipt", message), by("servingKey").getEcKeyPair());
    return new InferenceFees.Receipt(
        version, integer(given, "inputTokens"), hash(given, "commitment"), signature);
  }

  /** A transaction that is mined and fails: its receipt says so, the same call says why. */
  private void fail() throws Exception {
    Credentials nobody = by("reviewer");
    InferenceFees fees = as(nobody).inferenceFees();
    fees.setGasProvider(gas(number("/gas/limitOfTheDoomed")));
    TransactionReceipt failed;
    try {
      failed = fees.withdraw().send();
    } catch (TransactionException e) {
      failed = e.getTransactionReceipt().orElseThrow();
    }
    assertThat(failed.isStatusOK()).isFalse();
    report.step("withdraw nothing", failed);
    var answer =
        web3j
            .ethCall(
                call(nobody, NativeContracts.INFERENCE_FEES, fees.withdraw(), BigInteger.ZERO),
                DefaultBlockParameter.valueOf(failed.getBlockNumber()))
            .send();
    report.tellError("why it failed", answer);
  }

  private void withdraw(BigInteger model) throws Exception {
    report.step("collect", as(by("creator")).inferenceFees().collect(model).send());
    ObjectNode credits = report.json().putObject("credits");
    for (int i = 0; i < accounts.size(); i++) {
      InferenceFees fees = as(accounts.get(i)).inferenceFees();
      BigInteger credit = fees.creditOf(accounts.get(i).getAddress()).send();
      if (credit.signum() > 0) {
        credits.put(accounts.get(i).getAddress(), credit.toString());
        TransactionReceipt receipt = report.step("withdraw " + i, fees.withdraw().send());
        assertThat(InferenceFees.getWithdrawnEvents(receipt).getFirst().amount).isEqualTo(credit);
      }
    }
  }

  /** The books, and what was heard. */
  private void closeBooks() throws Exception {
    ObjectNode balances = report.json().putObject("balances");
    List<String> all = new ArrayList<>(accounts.stream().map(Credentials::getAddress).toList());
    all.addAll(
        List.of(
            NativeContracts.SYSTEM,
            NativeContracts.DATANETS,
            NativeContracts.MODELS,
            NativeContracts.INFERENCE_FEES,
            NativeContracts.TOKEN_ATTRIBUTION,
            NativeContracts.STAKING,
            NativeContracts.GOVERNANCE,
            NativeContracts.SERVICES,
            NativeContracts.FEEDBACK,
            NativeContracts.AGENTS,
            NativeContracts.INFLUENCE_ATTESTATIONS));
    for (String account : all) {
      balances.put(
          account.toLowerCase(Locale.ROOT),
          web3j
              .ethGetBalance(account, DefaultBlockParameterName.LATEST)
              .send()
              .getBalance()
              .toString());
    }
    String liabilities = as(by("payer")).inferenceFees().liabilities().send().toString();
    report.json().put("liabilities", liabilities);
    assertThat(balances.get(NativeContracts.INFERENCE_FEES).asText()).isEqualTo(liabilities);
    BigInteger head = web3j.ethBlockNumber().send().getBlockNumber();
    int settlements = story.path("inferences").size();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> heads.stream().anyMatch(it -> it.compareTo(head) >= 0));
    Awaitility.await().atMost(PATIENCE).until(() -> heard.size() == settlements);
    for (int i = 1; i < heads.size(); i++) {
      assertThat(heads.get(i)).isEqualTo(heads.get(i - 1).add(BigInteger.ONE));
    }
    ArrayNode requests = report.json().putArray("heard");
    heard.forEach(request -> requests.add(request.toString()));
  }

  private void refused(String what, Credentials who, String contract, RemoteFunctionCall<?> call)
      throws IOException {
    refused(what, who, contract, call, BigInteger.ZERO);
  }

  private void refused(
      String what, Credentials who, String contract, RemoteFunctionCall<?> call, BigInteger value)
      throws IOException {
    report.tellError(
        what,
        web3j.ethCall(call(who, contract, call, value), DefaultBlockParameterName.LATEST).send());
  }

  private void refusedEstimate(
      String what, Credentials who, RemoteFunctionCall<?> call, BigInteger value)
      throws IOException {
    report.tellError(
        what, web3j.ethEstimateGas(call(who, NativeContracts.INFERENCE_FEES, call, value)).send());
  }

  private static Transaction call(
      Credentials who, String contract, RemoteFunctionCall<?> call, BigInteger value) {
    return Transaction.createFunctionCallTransaction(
        who.getAddress(), null, null, null, contract, value, call.encodeFunctionCall());
  }

  private NativeContracts as(Credentials who) {
    return new NativeContracts(web3j, transactions(who), gas(GAS_LIMIT));
  }

  private RawTransactionManager transactions(Credentials who) {
    return new RawTransactionManager(web3j, who, chainId.longValueExact(), POLLS, POLL_MILLIS);
  }

  private StaticEIP1559GasProvider gas(BigInteger limit) {
    return new StaticEIP1559GasProvider(
        chainId.longValueExact(),
        number("/gas/maxFeePerGas"),
        number("/gas/maxPriorityFeePerGas"),
        limit);
  }

  private Credentials by(String part) {
    return accounts.get(story.at("/cast/" + part).asInt());
  }

  private BigInteger number(String pointer) {
    return new BigInteger(story.at(pointer).asText());
  }
}
