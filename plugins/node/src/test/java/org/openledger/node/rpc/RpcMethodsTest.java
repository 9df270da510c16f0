package org.openledger.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.SegmentSource;

class RpcMethodsTest {

  private enum Colour {
    RED,
    DARK_BLUE
  }

  private static final QueryLimits LIMITS =
      new QueryLimits(1_000_000, Duration.ofSeconds(5), 2, Duration.ofMillis(20));
  private static final int LONGEST = 250;

  private static final Parameter<Long> FROM =
      Parameter.required("from", JsonTypes.quantity(0, LONGEST), "First number");
  private static final Parameter<Optional<Colour>> COLOUR =
      Parameter.optional("colour", JsonTypes.oneOf(Colour.class), "A colour");

  private final TestChain chain = new TestChain();
  private final Queries queries = new Queries(Contracts.all(SegmentSource.none()), LIMITS);
  private final CountDownLatch hold = new CountDownLatch(1);
  private final CountDownLatch held = new CountDownLatch(2);
  private final RpcMethods methods =
      new RpcMethods(
          List.of(
              RpcMethod.named("openledger_count", "Numbers.")
                  .takes(FROM, COLOUR, BlockSelector.BLOCK, PageRequest.PAGE)
                  .answers("numbers", Listed.type("Numbers", JsonTypes.QUANTITY), this::count),
              RpcMethod.named("openledger_stage", "A view of a contract.")
                  .takes(BlockSelector.BLOCK)
                  .answers("stage", JsonTypes.QUANTITY, this::stage),
              RpcMethod.named("openledger_hold", "Waits.")
                  .answers("nothing", JsonTypes.FLAG, arguments -> hold()),
              RpcMethod.named("openledger_break", "Has a fault.")
                  .answers(
                      "nothing",
                      JsonTypes.FLAG,
                      arguments -> {
                        throw new StackOverflowError("deep");
                      })),
          LIMITS);

  RpcMethodsTest() {
    queries.open(chain);
    chain.grow("a");
  }

  private Listed<Long> count(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    long first = page.after(arguments.get(FROM) - 1) + 1;
    page.state();
    List<Long> all = LongStream.range(first, LONGEST).boxed().toList();
    return all.size() <= page.size()
        ? page.last(all)
        : page.upTo(all.subList(0, page.size()), first + page.size() - 1);
  }

  private Long stage(Arguments arguments) throws RpcException {
    return queries.state(arguments).number(NativeAddress.MODELS, "modelCount");
  }

  private boolean hold() {
    held.countDown();
    try {
      hold.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> ask(Object... params) throws RpcException {
    return (Map<String, Object>) methods.call("openledger_count", Arrays.asList(params));
  }

  private RpcException refused(String method, Object... params) {
    return catchThrowableOfType(
        RpcException.class, () -> methods.call(method, Arrays.asList(params)));
  }

  private RpcFailure failure(Object... params) {
    return refused("openledger_count", params).failure();
  }

  private static List<Object> items(Map<String, Object> page) {
    return new ArrayList<>((List<?>) page.get("items"));
  }

  @Test
  void aListIsReadPageByPageFromOneBlock() throws RpcException {
    List<Object> all = new ArrayList<>();
    Map<String, Object> page = ask("0x5", null, "latest", Map.of("size", 100));
    all.addAll(items(page));
    chain.grow("b");
    while (page.get("next") != null) {
      assertThat(items(page)).hasSize(100);
      page = ask("0x5", null, "latest", Map.of("size", "0x64", "cursor", page.get("next")));
      assertThat(page.get("block"))
          .isEqualTo(Map.of("number", "0x1", "hash", chain.blocks.get(1).hash().toHexString()));
      all.addAll(items(page));
    }
    assertThat(all).hasSize(LONGEST - 5).doesNotHaveDuplicates().startsWith("0x5").endsWith("0xf9");
    assertThat(chain.open).isZero();
  }

  @Test
  void aCursorOfAnotherQueryOrAChangedOneIsForged() throws RpcException {
    String cursor = (String) ask(0, null, "latest", Map.of("size", 10)).get("next");
    assertThat(failure(1, null, "latest", Map.of("cursor", cursor)))
        .isEqualTo(RpcFailure.FORGED_CURSOR);
    assertThat(failure(0, "red", "latest", Map.of("cursor", cursor)))
        .isEqualTo(RpcFailure.FORGED_CURSOR);
    for (int i = 0; i < cursor.length() - 1; i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
      assertThat(failure(0, null, "latest", Map.of("cursor", changed)))
          .as(changed)
          .isEqualTo(RpcFailure.FORGED_CURSOR);
    }
    for (String text : List.of("", "?", "AAAA", "x".repeat(512))) {
      assertThat(failure(0, null, "latest", Map.of("cursor", text)))
          .isEqualTo(RpcFailure.FORGED_CURSOR);
    }
  }

  @Test
  void aCursorWithAKeyOfAnotherFormIsForgedEvenWithARightChecksum() throws RpcException {
    Arguments arguments =
        Arguments.positional(
            "openledger_count",
            methods.methods().get("openledger_count").parameters(),
            Arrays.asList(0, null, "latest"));
    for (int size : new int[] {0, 7, 9}) {
      String cursor =
          new Cursor(chain.head().hash(), org.apache.tuweni.bytes.Bytes.wrap(new byte[size]))
              .encode(arguments.query());
      assertThat(failure(0, null, "latest", Map.of("cursor", cursor)))
          .isEqualTo(RpcFailure.FORGED_CURSOR);
    }
  }

  @Test
  void aCursorIsStaleWhenItsBlockIsReorganisedOrPruned() throws RpcException {
    Map<String, Object> next =
        Map.of("cursor", ask(0, null, "latest", Map.of("size", 10)).get("next"));
    chain.pruned.add(1L);
    assertThat(failure(0, null, "latest", next)).isEqualTo(RpcFailure.STALE_CURSOR);
    chain.pruned.clear();
    chain.blocks.removeLast();
    chain.grow("another");
    assertThat(failure(0, null, "latest", next)).isEqualTo(RpcFailure.STALE_CURSOR);
  }

  @Test
  void blocksAreNamedInManyWays() throws RpcException {
    String hash = chain.blocks.get(0).hash().toHexString();
    for (Object block :
        List.of(
            "earliest",
            "0x0",
            0,
            hash,
            Map.of("blockNumber", "0x0"),
            Map.of("blockHash", hash),
            Map.of("blockHash", hash, "requireCanonical", true))) {
      assertThat(ask(0, null, block).get("block"))
          .as("%s", block)
          .isEqualTo(Map.of("number", "0x0", "hash", hash));
    }
    for (Object block : List.of("latest", "safe", "finalized")) {
      assertThat(ask(0, null, block)).extracting("block.number").isEqualTo("0x1");
    }
  }

  @Test
  void wrongBlocksAreTold() {
    assertThat(failure(0, null, "0x2")).isEqualTo(RpcFailure.UNKNOWN_BLOCK);
    assertThat(failure(0, null, "0x" + "00".repeat(32))).isEqualTo(RpcFailure.UNKNOWN_BLOCK);
    for (Object block :
        List.of(
            "pending",
            "Latest",
            "",
            "0x",
            "0x8000000000000000",
            -1,
            1.5,
            true,
            List.of(),
            Map.of(),
            Map.of("blockNumber", "0x0", "blockHash", "0x" + "00".repeat(32)),
            Map.of("blockNumber", "0x0", "x", 1),
            Map.of("blockHash", "0x" + "00".repeat(32), "requireCanonical", "yes"))) {
      assertThat(failure(0, null, block)).as("%s", block).isEqualTo(RpcFailure.INVALID_PARAMS);
    }
    chain.pruned.add(0L);
    assertThat(failure(0, null, "earliest")).isEqualTo(RpcFailure.PRUNED_STATE);
  }

  @Test
  void wrongValuesAreToldWithTheirPlace() {
    RpcException colour = refused("openledger_count", 0, "green");
    assertThat(colour.message())
        .isEqualTo("Invalid params: colour: expected one of [red, darkBlue], got \"green\"");
    assertThat(colour.dataText())
        .isEqualTo("{\"error\":\"INVALID_PARAMS\",\"parameter\":\"colour\"}");
    RpcException size = refused("openledger_count", 0, null, null, Map.of("size", 1_001));
    assertThat(size.dataText())
        .isEqualTo(
            "{\"error\":\"LIMIT_EXCEEDED\",\"limit\":\"maxPageSize\",\"maximum\":\"0x3e8\"}");
    assertThat(refused("openledger_count").message()).contains("from: is required");
    assertThat(refused("openledger_count", 0, "red", "latest", Map.of("sise", 5)).message())
        .contains("[size, cursor]", "\"sise\"");
    assertThat(refused("openledger_count", Collections.nCopies(5, null).toArray()).message())
        .contains("at most 4 parameters, got 5");
  }

  @Test
  void contractsThatAreNotThereAreAbsent() {
    assertThat(refused("openledger_stage").failure()).isEqualTo(RpcFailure.CONTRACTS_ABSENT);
    assertThat(chain.open).isZero();
  }

  @Test
  void aMethodBeforeItsChainSaysSo() {
    Queries unopened = new Queries(Contracts.all(SegmentSource.none()), LIMITS);
    RpcMethods early =
        new RpcMethods(
            List.of(
                RpcMethod.named("openledger_head", "The head.")
                    .takes(BlockSelector.BLOCK)
                    .answers(
                        "number",
                        JsonTypes.QUANTITY,
                        arguments -> unopened.block(arguments).number())),
            LIMITS);
    RpcException e =
        catchThrowableOfType(RpcException.class, () -> early.call("openledger_head", List.of()));
    assertThat(e.failure()).isEqualTo(RpcFailure.NODE_STARTING);
  }

  @Test
  void moreQuestionsThanPlacesAreTurnedAwayAndAFaultGivesItsPlaceBack() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(refused("openledger_break").failure()).isEqualTo(RpcFailure.INTERNAL_ERROR);
    }
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < LIMITS.concurrency(); i++) {
      waiting.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      methods.call("openledger_hold", List.of());
                    } catch (RpcException e) {
                      throw new IllegalStateException(e);
                    }
                  }));
    }
    held.await();
    assertThat(failure(0)).isEqualTo(RpcFailure.NODE_BUSY);
    hold.countDown();
    for (Thread thread : waiting) {
      thread.join();
    }
    assertThat(ask(0)).containsKey("items");
  }

  @Test
  void codesOfFailuresAreUnique() {
    assertThat(Arrays.stream(RpcFailure.values()).map(RpcFailure::code)).doesNotHaveDuplicates();
  }
}
