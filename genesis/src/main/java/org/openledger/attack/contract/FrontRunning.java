package org.openledger.attack.contract;

import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;
import org.openledger.attack.text.Sentences;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.Content;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;

/** Sees a reveal in the pool and has the text, or the commitment, recorded under his own name. */
final class FrontRunning extends ContractAttack {
  private static final Address VICTIM = Twin.account(20);
  private static final int FIRST = 30;
  private static final int IDENTITIES = 8;
  private static final Bytes32 SALT = Bytes32.repeat((byte) 7);
  private static final BigInteger RATE = Twin.OPEN;

  private final Twin twin = new Twin();

  FrontRunning() {
    super(
        "front-running",
        "sees a reveal in the pool and gets text or commitment recorded first, under many names",
        "INV-DAT-01, commit and reveal, T2",
        new Dial("identities", 1, IDENTITIES),
        new Dial("share ‰", 1, 1_000),
        new Dial("copies commitment", 0, 1),
        new Dial("commits himself", 0, 1),
        new Dial("blocks", 0, 20));
  }

  @Override
  public Trial trial(int ground, Settings settings, SplittableRandom random) {
    String text = Sentences.text(random, 120 + random.nextInt(200));
    int begin = random.nextInt(text.length() - 80);
    String answer = text.substring(begin, begin + 80 + random.nextInt(text.length() - begin - 79));
    MemoryHost.Snapshot start = twin.host().snapshot();
    long block = twin.host().blockNumber();
    BigInteger alone = earned(text, answer, new Filed(List.of(), List.of()))[0];
    twin.host().restore(start);
    twin.host().setBlockNumber(block);
    start = twin.host().snapshot();
    BigInteger[] both = earnedAgainst(text, answer, settings, random);
    twin.host().restore(start);
    twin.host().setBlockNumber(block);
    BigInteger pool =
        BigInteger.valueOf(answer.length()).multiply(RATE).divide(BigInteger.TEN.pow(3));
    pool = pool.divide(BigInteger.valueOf(5));
    return new Trial(
        part(both[1], pool), 0, part(alone.subtract(both[0]).max(BigInteger.ZERO), pool), 0, 0);
  }

  private record Filed(List<Long> ids, List<String> documents) {}

  /** What victim and attackers earn: the victim commits and reveals, nobody interferes. */
  private BigInteger[] earned(String text, String answer, Filed filed) {
    long datanet = twin.createDatanet();
    long id = commit(VICTIM, datanet, text);
    twin.skip(1);
    reveal(VICTIM, id, text);
    return paid(datanet, id, filed, answer);
  }

  private BigInteger[] earnedAgainst(
      String text, String answer, Settings settings, SplittableRandom random) {
    long datanet = twin.createDatanet();
    long id = commit(VICTIM, datanet, text);
    List<Long> ids = new ArrayList<>();
    List<String> documents = new ArrayList<>();
    twin.skip(settings.of("blocks"));
    // From here on the reveal, and with it text and salt, is in the pool.
    for (int i = 0; i < settings.of("identities"); i++) {
      Address attacker = Twin.account(FIRST + i);
      String piece = piece(text, settings.of("share ‰"), random);
      if (settings.of("copies commitment") == 1) {
        Content content = Twin.content(text);
        Bytes32 copied = commitment(VICTIM, datanet, content);
        long tokens = content.tokenCount();
        long own = Twin.number(twin.send(attacker, "Datanets", "commit", datanet, copied, tokens));
        keepIfRevealed(attacker, own, text, ids, documents);
        keepIfRevealed(attacker, id, text, new ArrayList<>(), new ArrayList<>());
      }
      if (settings.of("commits himself") == 1) {
        keepIfRevealed(attacker, commit(attacker, datanet, piece), piece, ids, documents);
      } else {
        ids.add(twin.contribute(attacker, datanet, piece));
        documents.add(piece);
      }
    }
    reveal(VICTIM, id, text);
    return paid(datanet, id, new Filed(ids, documents), answer);
  }

  private void keepIfRevealed(
      Address account, long id, String text, List<Long> ids, List<String> documents) {
    if (twin.tries(account, BigInteger.ZERO, "Datanets", "reveal", reveals(id, text))) {
      twin.know(id, text);
      ids.add(id);
      documents.add(text);
    }
  }

  /** Accepts everything — reviewers who see nothing — and settles an answer. */
  private BigInteger[] paid(long datanet, long victims, Filed filed, String answer) {
    List<Long> all = new ArrayList<>(filed.ids());
    all.add(victims);
    all.sort(null);
    all.forEach(twin::accept);
    long version = twin.activate(datanet, all);
    long[] shares = {7_000, 1_000, 2_000};
    long model = twin.deploy(Twin.terms(RATE, shares, 0, Address.ZERO), datanet, version);
    int[] ids = Twin.bytes(answer);
    twin.settle(Twin.account(9), model, 1, Bytes.wrap(AnswerPacking.pack(ids, 256)), ids.length);
    BigInteger taken = BigInteger.ZERO;
    for (int i = 0; i < IDENTITIES; i++) {
      taken = taken.add(twin.credit(Twin.account(FIRST + i)));
    }
    return new BigInteger[] {twin.credit(VICTIM), taken};
  }

  private long commit(Address contributor, long datanet, String text) {
    Content content = Twin.content(text);
    Bytes32 commitment = commitment(contributor, datanet, content);
    long tokens = content.tokenCount();
    return Twin.number(twin.send(contributor, "Datanets", "commit", datanet, commitment, tokens));
  }

  private Bytes32 commitment(Address contributor, long datanet, Content content) {
    return Keccak256.hash(
        Bytes.wrap(
            TupleType.parse("(uint256,uint256,address,bytes32,uint256,uint256,bytes32)")
                .encode(
                    AbiValues.tuple(
                        twin.chainId(),
                        datanet,
                        contributor,
                        Bytes32.wrap(content.root()),
                        content.tokenCount(),
                        (long) content.documentCount(),
                        SALT))
                .array()));
  }

  private static Object[] reveals(long id, String text) {
    Content content = Twin.content(text);
    long documents = content.documentCount();
    return new Object[] {id, Bytes32.wrap(content.root()), documents, SALT, ""};
  }

  private void reveal(Address contributor, long id, String text) {
    twin.send(contributor, "Datanets", "reveal", reveals(id, text));
    twin.know(id, text);
  }

  private static String piece(String text, int thousandths, SplittableRandom random) {
    int length = Math.max(1, text.length() * thousandths / 1_000);
    int begin = random.nextInt(text.length() - length + 1);
    return text.substring(begin, begin + length);
  }
}
