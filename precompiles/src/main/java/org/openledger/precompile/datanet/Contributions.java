package org.openledger.precompile.datanet;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * Contributing: by commit and reveal, or in one step where the policy allows it. The order of a
 * contribution is that of its commitment, so whoever copies what he sees revealed comes later.
 */
final class Contributions {

  private static final TupleType<Tuple> COMMITTED_VALUES =
      TupleType.parse("(uint256,uint256,address,bytes32,uint256,uint256,bytes32)");

  private static final AbiEvent COMMITTED = Guards.ABI.event("Committed");
  private static final AbiEvent CONTRIBUTED = Guards.ABI.event("Contributed");
  private static final AbiEvent CONTENT_PUBLISHED = Guards.ABI.event("ContentPublished");
  private static final AbiEvent BOND_POSTED = Guards.ABI.event("BondPosted");
  private static final AbiError DIRECT_NOT_ALLOWED = Guards.ABI.error("DirectNotAllowed");
  private static final AbiError INLINE_NOT_ALLOWED = Guards.ABI.error("InlineNotAllowed");
  private static final AbiError CONTRIBUTOR_NOT_ALLOWED = Guards.ABI.error("ContributorNotAllowed");
  private static final AbiError QUOTA_EXCEEDED = Guards.ABI.error("QuotaExceeded");
  private static final AbiError NOT_CONTRIBUTOR = Guards.ABI.error("NotContributor");
  private static final AbiError COMMITMENT_LAPSED = Guards.ABI.error("CommitmentLapsed");
  private static final AbiError COMMITMENT_MISMATCH = Guards.ABI.error("CommitmentMismatch");
  private static final AbiError MALFORMED_CONTENT = Guards.ABI.error("MalformedContent");
  private static final AbiError CONTENT_TOO_LARGE = Guards.ABI.error("ContentTooLarge");

  private Contributions() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("commit", Contributions::commit)
        .mutateVoid("reveal", Contributions::reveal)
        .mutate("revealInline", Contributions::revealInline)
        .mutate("contribute", Contributions::contribute)
        .mutate("contributeInline", Contributions::contributeInline)
        .view("contribution", Contributions::contribution)
        .view("contributionCount", call -> AbiValues.tuple(contributions(call).count()))
        .view("isLapsed", Contributions::isLapsed);
  }

  private static DatanetStorage datanets(Call call) {
    return new DatanetStorage(call.storage());
  }

  private static ContributionStorage contributions(Call call) {
    return new ContributionStorage(call.storage());
  }

  private static SystemStorage system(Call call) {
    return new SystemStorage(call.storage());
  }

  private static Tuple commit(Call call) {
    long datanet = Guards.datanet(call, 0);
    Bytes32 commitment = call.word(1);
    long tokens = size(call, "tokens", call.number(2));
    Policy policy = datanets(call).policy(datanet);
    admit(call, datanet, policy, tokens);
    BigInteger bond = bond(call, policy, tokens);
    long deadline = call.blockNumber() + system(call).parameterLong(Parameter.REVEAL_WINDOW);
    // INV-DAT-11: fixed now, like the bond. Committing to many texts to reveal the best has a
    // price.
    long release = bond.signum() == 0 ? 0 : deadline + 1 + Redress.bondLock(call);
    Contribution it =
        Contribution.committed(datanet, call.sender(), commitment, tokens, deadline, release);
    long id = add(call, it, bond);
    call.emit(COMMITTED, datanet, id, call.sender(), commitment, tokens, deadline);
    post(call, id, bond);
    return AbiValues.tuple(id);
  }

  private static void reveal(Call call) {
    long id = Guards.contribution(call);
    Contribution it = committed(call, id);
    long documents = size(call, "documents", call.number(2));
    opened(call, id, it, call.word(1), documents, call.word(3), call.text(4));
  }

  private static Tuple revealInline(Call call) {
    long id = Guards.contribution(call);
    Contribution it = committed(call, id);
    inlineAllowed(datanets(call).policy(it.datanet()), it.datanet());
    byte[] encoded = call.bytes(3);
    Content content = parsed(call, it.datanet(), encoded);
    Call.require(content.tokenCount() == it.tokens(), COMMITMENT_MISMATCH, id);
    Bytes32 root = Bytes32.wrap(content.root());
    opened(call, id, it, root, content.documentCount(), call.word(1), call.text(2));
    call.emit(CONTENT_PUBLISHED, id, root, Bytes.wrap(encoded));
    return AbiValues.tuple(root);
  }

  private static Tuple contribute(Call call) {
    long datanet = Guards.datanet(call, 0);
    Policy policy = datanets(call).policy(datanet);
    Call.require(policy.direct(), DIRECT_NOT_ALLOWED, datanet);
    long tokens = size(call, "tokens", call.number(2));
    long documents = size(call, "documents", call.number(3));
    Contribution it = Contribution.pending(datanet, call.sender(), call.word(1), tokens, documents);
    return AbiValues.tuple(contributed(call, policy, it, call.text(4)));
  }

  private static Tuple contributeInline(Call call) {
    long datanet = Guards.datanet(call, 0);
    Policy policy = datanets(call).policy(datanet);
    Call.require(policy.direct(), DIRECT_NOT_ALLOWED, datanet);
    inlineAllowed(policy, datanet);
    byte[] encoded = call.bytes(2);
    Content content = parsed(call, datanet, encoded);
    Bytes32 root = Bytes32.wrap(content.root());
    long tokens = size(call, "tokens", BigInteger.valueOf(content.tokenCount()));
    Contribution it =
        Contribution.pending(datanet, call.sender(), root, tokens, content.documentCount());
    long id = contributed(call, policy, it, call.text(1));
    call.emit(CONTENT_PUBLISHED, id, root, Bytes.wrap(encoded));
    return AbiValues.tuple(id, root);
  }

  /** A count of tokens or documents: one that a version can hold. */
  private static long size(Call call, String name, BigInteger count) {
    return Guards.counted(name, count, system(call).parameterLong(Parameter.MAX_VERSION_TOKENS));
  }

  private static void inlineAllowed(Policy policy, long datanet) {
    Call.require(policy.inlineContent(), INLINE_NOT_ALLOWED, datanet);
  }

  /** Refuses who may not contribute (so much), and counts what he does. */
  private static void admit(Call call, long datanet, Policy policy, long tokens) {
    boolean allowed = policy.open() || datanets(call).isListed(datanet, call.sender());
    Call.require(allowed, CONTRIBUTOR_NOT_ALLOWED, datanet, call.sender());
    BigInteger quota = policy.quota();
    if (quota.signum() > 0) {
      BigInteger used =
          datanets(call).quotaUsed(datanet, call.sender()).add(BigInteger.valueOf(tokens));
      Call.require(used.compareTo(quota) <= 0, QUOTA_EXCEEDED, datanet, call.sender(), used, quota);
      datanets(call).setQuotaUsed(datanet, call.sender(), used);
    }
  }

  /** The bond of so many tokens, which is the value sent. */
  private static BigInteger bond(Call call, Policy policy, long tokens) {
    return Guards.exactly(call, policy.bondPerToken().multiply(BigInteger.valueOf(tokens)));
  }

  private static long add(Call call, Contribution it, BigInteger bond) {
    if (bond.signum() == 0) {
      return contributions(call).add(it);
    }
    long id = contributions(call).add(it.bonded(BondState.HELD));
    contributions(call).setBond(id, bond);
    Escrow.hold(call, bond);
    return id;
  }

  private static void post(Call call, long id, BigInteger bond) {
    if (bond.signum() > 0) {
      call.emit(BOND_POSTED, id, call.sender(), bond);
    }
  }

  private static long contributed(Call call, Policy policy, Contribution it, String uri) {
    admit(call, it.datanet(), policy, it.tokens());
    BigInteger bond = bond(call, policy, it.tokens());
    long id = add(call, it, bond);
    known(call, id, it, uri);
    post(call, id, bond);
    return id;
  }

  /** From here on the contribution can be judged and, once sealed, paid. */
  private static void known(Call call, long id, Contribution it, String uri) {
    long payee = new Ledger(call.storage()).register(it.contributor());
    datanets(call).setPayee(id, payee);
    call.emit(
        CONTRIBUTED,
        it.datanet(),
        id,
        it.contributor(),
        it.root(),
        it.tokens(),
        it.documents(),
        uri);
  }

  /** The commitment that the caller may still reveal. */
  private static Contribution committed(Call call, long id) {
    Contribution it = contributions(call).contribution(id);
    Call.require(it.contributor().equals(call.sender()), NOT_CONTRIBUTOR, id, call.sender());
    Call.require(it.status() == Status.COMMITTED, Guards.WRONG_STATUS, id, it.status().code());
    Call.require(call.blockNumber() <= it.deadline(), COMMITMENT_LAPSED, id, it.deadline());
    return it;
  }

  /** INV-DAT-06: what is revealed is what was committed, by whom it was committed. */
  private static void opened(
      Call call, long id, Contribution it, Bytes32 root, long documents, Bytes32 salt, String uri) {
    Tuple values =
        AbiValues.tuple(
            system(call).chainId(),
            it.datanet(),
            it.contributor(),
            root,
            it.tokens(),
            documents,
            salt);
    Bytes32 commitment = call.hash(COMMITTED_VALUES.encode(values).array());
    Call.require(commitment.equals(it.root()), COMMITMENT_MISMATCH, id);
    Contribution revealed = it.revealed(root, documents);
    contributions(call).set(id, revealed);
    known(call, id, revealed, uri);
  }

  private static Content parsed(Call call, long datanet, byte[] encoded) {
    long limit = system(call).parameterLong(Parameter.MAX_CONTENT);
    Call.require(encoded.length <= limit, CONTENT_TOO_LARGE, (long) encoded.length, limit);
    call.gas().charge(encoded.length, GasSchedule.CONTENT_BYTE);
    int vocabularySize = system(call).tokenizer(datanets(call).tokenizer(datanet)).vocabularySize();
    try {
      return Content.parse(encoded, vocabularySize);
    } catch (MalformedContentException e) {
      throw new RevertException(MALFORMED_CONTENT, reason(e.flaw()));
    }
  }

  /** What the interface promises, word by word: no message of a library is consensus. */
  private static String reason(MalformedContentException.Flaw flaw) {
    return switch (flaw) {
      case NO_DOCUMENT -> "no document";
      case NOT_TERMINATED -> "the last document is not terminated";
      case TRUNCATED_ID -> "an id is truncated";
      case UNKNOWN_ID -> "an id is not below the vocabulary size";
      case TOO_LARGE, WRONG_RUN, WRONG_PROOF ->
          throw new IllegalStateException("no flaw of encoded content: " + flaw);
    };
  }

  private static Tuple contribution(Call call) {
    long id = Guards.contribution(call);
    Contribution it = contributions(call).contribution(id);
    return AbiValues.tuple(
        AbiValues.tuple(
            it.datanet(),
            it.contributor(),
            it.root(),
            it.tokens(),
            it.documents(),
            it.status().code(),
            it.sealedIn(),
            it.standing().code(),
            it.duplicateOf(),
            it.deadline(),
            contributions(call).bond(id),
            it.bondState().code(),
            it.releaseBlock()));
  }

  private static Tuple isLapsed(Call call) {
    Contribution it = contributions(call).contribution(Guards.contribution(call));
    return AbiValues.tuple(it.hasLapsed(call.blockNumber()));
  }
}
