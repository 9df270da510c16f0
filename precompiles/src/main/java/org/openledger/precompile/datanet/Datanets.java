package org.openledger.precompile.datanet;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.RegisteredTokenizer;
import org.openledger.precompile.system.Role;
import org.openledger.precompile.system.SystemStorage;

/** {@code IDatanets}: create, contribute, review, seal, attest. */
public final class Datanets {

  private static final ContractAbi ABI = ContractAbi.of("Datanets");
  private static final AbiEvent DATANET_CREATED = ABI.event("DatanetCreated");
  private static final AbiEvent REVIEWER_APPOINTED = ABI.event("ReviewerAppointed");
  private static final AbiEvent REVIEWER_DISMISSED = ABI.event("ReviewerDismissed");
  private static final AbiEvent CONTRIBUTED = ABI.event("Contributed");
  private static final AbiEvent CONTENT_PUBLISHED = ABI.event("ContentPublished");
  private static final AbiEvent REVIEWED = ABI.event("Reviewed");
  private static final AbiEvent VERSION_SEALED = ABI.event("VersionSealed");
  private static final AbiEvent VERSION_ATTESTED = ABI.event("VersionAttested");
  private static final AbiEvent VERSION_ACTIVATED = ABI.event("VersionActivated");
  private static final AbiError UNAUTHORIZED = ABI.error("AccessControlUnauthorizedAccount");
  private static final AbiError UNKNOWN_DATANET = ABI.error("UnknownDatanet");
  private static final AbiError UNKNOWN_CONTRIBUTION = ABI.error("UnknownContribution");
  private static final AbiError UNKNOWN_VERSION = ABI.error("UnknownVersion");
  private static final AbiError UNKNOWN_TOKENIZER = ABI.error("UnknownTokenizer");
  private static final AbiError NOT_OWNER = ABI.error("NotOwner");
  private static final AbiError NOT_REVIEWER = ABI.error("NotReviewer");
  private static final AbiError ZERO_ADDRESS = ABI.error("ZeroAddress");
  private static final AbiError EMPTY_LIST = ABI.error("EmptyList");
  private static final AbiError MALFORMED_CONTENT = ABI.error("MalformedContent");
  private static final AbiError CONTENT_TOO_LARGE = ABI.error("ContentTooLarge");
  private static final AbiError WRONG_STATUS = ABI.error("WrongStatus");
  private static final AbiError NOT_EARLIER = ABI.error("NotEarlier");
  private static final AbiError OWN_CONTRIBUTION = ABI.error("OwnContribution");
  private static final AbiError NOT_ASCENDING = ABI.error("NotAscending");
  private static final AbiError FOREIGN_CONTRIBUTION = ABI.error("ForeignContribution");
  private static final AbiError TOO_MANY_CONTRIBUTIONS = ABI.error("TooManyContributions");
  private static final AbiError TOO_MANY_TOKENS = ABI.error("TooManyTokens");
  private static final AbiError ZERO_DIGEST = ABI.error("ZeroDigest");
  private static final AbiError NOT_PAYABLE = ABI.error("NotPayable");
  private static final AbiError ALREADY_ATTESTED = ABI.error("AlreadyAttested");
  private static final AbiError DIGEST_MISMATCH = ABI.error("DigestMismatch");

  private Datanets() {}

  /** The contract, ready to be called. */
  public static NativeContract create() {
    return Dispatcher.bind(ABI, DatanetStorage.ACCOUNT)
        .mutate("createDatanet", Datanets::createDatanet)
        .mutateVoid("appointReviewer", call -> setReviewer(call, true))
        .mutateVoid("dismissReviewer", call -> setReviewer(call, false))
        .mutate("contributeInline", Datanets::contributeInline)
        .mutateVoid("accept", Datanets::accept)
        .mutateVoid("reject", Datanets::reject)
        .mutateVoid("markDuplicate", Datanets::markDuplicate)
        .mutate("seal", Datanets::seal)
        .mutateVoid("attest", Datanets::attest)
        .view("datanet", Datanets::datanet)
        .view("datanetCount", call -> AbiValues.tuple(datanets(call).datanetCount()))
        .view("contribution", Datanets::contribution)
        .view("contributionCount", call -> AbiValues.tuple(datanets(call).contributionCount()))
        .view("version", Datanets::version)
        .view("attestation", Datanets::attestation)
        .view("isReviewer", Datanets::isReviewer)
        .contract();
  }

  private static DatanetStorage datanets(Call call) {
    return new DatanetStorage(call.storage());
  }

  private static SystemStorage system(Call call) {
    return new SystemStorage(call.storage());
  }

  private static Tuple createDatanet(Call call) {
    String name = call.text(0);
    Bytes32 tokenizer = call.word(1);
    Bytes32 licence = call.word(2);
    Address treasury = call.address(3);
    Call.require(system(call).tokenizer(tokenizer).isRegistered(), UNKNOWN_TOKENIZER, tokenizer);
    Call.require(!treasury.isZero(), ZERO_ADDRESS);
    Call.require(!NativeAddress.contains(treasury), NOT_PAYABLE, treasury);
    long id = datanets(call).addDatanet(call.sender(), treasury, tokenizer, licence);
    call.emit(DATANET_CREATED, id, call.sender(), tokenizer, licence, treasury, name);
    for (Address reviewer : call.addresses(4)) {
      setReviewer(call, id, reviewer, true);
    }
    return AbiValues.tuple(id);
  }

  private static void setReviewer(Call call, boolean reviewer) {
    long datanet = knownDatanet(call, call.number(0));
    onlyOwner(call, datanet);
    setReviewer(call, datanet, call.address(1), reviewer);
  }

  private static void setReviewer(Call call, long datanet, Address account, boolean reviewer) {
    Call.require(!account.isZero(), ZERO_ADDRESS);
    if (datanets(call).isReviewer(datanet, account) != reviewer) {
      datanets(call).setReviewer(datanet, account, reviewer);
      call.emit(reviewer ? REVIEWER_APPOINTED : REVIEWER_DISMISSED, datanet, account);
    }
  }

  private static Tuple contributeInline(Call call) {
    long datanet = knownDatanet(call, call.number(0));
    String uri = call.text(1);
    byte[] encoded = call.bytes(2);
    long limit = system(call).parameterLong(Parameter.MAX_CONTENT);
    Call.require(encoded.length <= limit, CONTENT_TOO_LARGE, (long) encoded.length, limit);
    call.gas().charge(encoded.length, GasSchedule.CONTENT_BYTE);
    RegisteredTokenizer tokenizer = system(call).tokenizer(datanets(call).tokenizer(datanet));
    Content content = parse(encoded, tokenizer.vocabularySize());
    Bytes32 root = Bytes32.wrap(content.root());
    long id =
        datanets(call)
            .addContribution(
                datanet, call.sender(), root, content.tokenCount(), content.documentCount());
    call.emit(
        CONTRIBUTED,
        datanet,
        id,
        call.sender(),
        root,
        content.tokenCount(),
        (long) content.documentCount(),
        uri);
    call.emit(CONTENT_PUBLISHED, id, root, Bytes.wrap(encoded));
    return AbiValues.tuple(id, root);
  }

  private static Content parse(byte[] encoded, int vocabularySize) {
    try {
      return Content.parse(encoded, vocabularySize);
    } catch (MalformedContentException e) {
      throw new RevertException(MALFORMED_CONTENT, String.valueOf(e.getMessage()));
    }
  }

  private static void accept(Call call) {
    long id = pending(call);
    review(call, id, Status.ACCEPTED, BigInteger.ZERO, Bytes32.ZERO);
  }

  private static void reject(Call call) {
    long id = pending(call);
    review(call, id, Status.REJECTED, BigInteger.ZERO, call.word(1));
  }

  private static void markDuplicate(Call call) {
    long id = pending(call);
    BigInteger of = call.number(1);
    Call.require(of.signum() > 0 && of.compareTo(BigInteger.valueOf(id)) < 0, NOT_EARLIER, id, of);
    review(call, id, Status.DUPLICATE, of, call.word(2));
  }

  /** The contribution that the call judges: pending, and judged by another than its author. */
  private static long pending(Call call) {
    long id = knownContribution(call, call.number(0));
    Contribution contribution = datanets(call).contribution(id);
    Call.require(
        datanets(call).isReviewer(contribution.datanet(), call.sender()),
        NOT_REVIEWER,
        contribution.datanet(),
        call.sender());
    Call.require(!contribution.contributor().equals(call.sender()), OWN_CONTRIBUTION, id);
    Call.require(
        contribution.status() == Status.PENDING, WRONG_STATUS, id, contribution.status().code());
    return id;
  }

  private static void review(
      Call call, long id, Status verdict, BigInteger duplicateOf, Bytes32 evidence) {
    datanets(call).setStatus(id, verdict);
    call.emit(REVIEWED, id, call.sender(), verdict.code(), duplicateOf, evidence);
  }

  private static Tuple seal(Call call) {
    long datanet = knownDatanet(call, call.number(0));
    onlyOwner(call, datanet);
    BigInteger[] ids = call.numbers(1);
    long limit = system(call).parameterLong(Parameter.MAX_SEALED);
    Call.require(ids.length > 0, EMPTY_LIST);
    Call.require(ids.length <= limit, TOO_MANY_CONTRIBUTIONS, (long) ids.length, limit);
    call.gas().charge(ids.length, GasSchedule.SEAL_LEAF);
    long number = datanets(call).versionCount(datanet) + 1;
    long[] orders = new long[ids.length];
    byte[][] roots = new byte[ids.length][];
    long tokens = 0;
    for (int i = 0; i < ids.length; i++) {
      long id = knownContribution(call, ids[i]);
      Call.require(i == 0 || id > orders[i - 1], NOT_ASCENDING, id);
      Contribution contribution = datanets(call).contribution(id);
      Call.require(contribution.datanet() == datanet, FOREIGN_CONTRIBUTION, id, datanet);
      Call.require(
          contribution.status() == Status.ACCEPTED && contribution.sealedIn() == 0,
          WRONG_STATUS,
          id,
          contribution.status().code());
      datanets(call).setSealedIn(id, number);
      orders[i] = id;
      roots[i] = contribution.root().toArray();
      tokens += contribution.tokens();
    }
    long mostTokens = system(call).parameterLong(Parameter.MAX_VERSION_TOKENS);
    Call.require(tokens <= mostTokens, TOO_MANY_TOKENS, tokens, mostTokens);
    Bytes32 segmentRoot = Bytes32.wrap(SegmentRoot.of(orders, roots));
    datanets(call).addVersion(datanet, segmentRoot, ids.length, tokens);
    call.emit(VERSION_SEALED, datanet, number, segmentRoot, ids);
    return AbiValues.tuple(number, segmentRoot);
  }

  private static void attest(Call call) {
    long datanet = knownDatanet(call, call.number(0));
    long number = knownVersion(call, datanet, call.number(1));
    Bytes32 digest = call.word(2);
    Bytes32 operator = Role.OPERATOR.id();
    Call.require(
        system(call).hasRole(operator, call.sender()), UNAUTHORIZED, call.sender(), operator);
    Call.require(!digest.isZero(), ZERO_DIGEST);
    Version version = datanets(call).version(datanet, number);
    Call.require(
        !version.active() || version.indexDigest().equals(digest),
        DIGEST_MISMATCH,
        digest,
        version.indexDigest());
    boolean news = !datanets(call).attestation(datanet, number, call.sender()).equals(digest);
    if (news) {
      datanets(call).setAttestation(datanet, number, call.sender(), digest);
      call.emit(VERSION_ATTESTED, datanet, number, call.sender(), digest);
    }
    boolean activates = !version.active() && allHaveAttested(call, datanet, number, digest);
    // Attesting the same again does something only where whoever disagreed has lost the role.
    Call.require(news || activates, ALREADY_ATTESTED, datanet, number, call.sender());
    if (activates) {
      datanets(call).activate(datanet, number, digest);
      call.emit(VERSION_ACTIVATED, datanet, number, digest);
    }
  }

  private static boolean allHaveAttested(Call call, long datanet, long number, Bytes32 digest) {
    Bytes32 role = Role.OPERATOR.id();
    long count = system(call).memberCount(role);
    for (long i = 0; i < count; i++) {
      Address operator = system(call).member(role, i);
      if (!datanets(call).attestation(datanet, number, operator).equals(digest)) {
        return false;
      }
    }
    return true;
  }

  private static Tuple attestation(Call call) {
    long datanet = knownDatanet(call, call.number(0));
    long number = knownVersion(call, datanet, call.number(1));
    return AbiValues.tuple(datanets(call).attestation(datanet, number, call.address(2)));
  }

  private static Tuple datanet(Call call) {
    long id = knownDatanet(call, call.number(0));
    DatanetStorage datanets = datanets(call);
    return AbiValues.tuple(
        AbiValues.tuple(
            datanets.owner(id),
            datanets.treasury(id),
            datanets.tokenizer(id),
            datanets.licence(id),
            datanets.versionCount(id)));
  }

  private static Tuple contribution(Call call) {
    Contribution it = datanets(call).contribution(knownContribution(call, call.number(0)));
    return AbiValues.tuple(
        AbiValues.tuple(
            it.datanet(),
            it.contributor(),
            it.root(),
            it.tokens(),
            it.documents(),
            it.status().code(),
            it.sealedIn()));
  }

  private static Tuple version(Call call) {
    long datanet = knownDatanet(call, call.number(0));
    Version it = datanets(call).version(datanet, knownVersion(call, datanet, call.number(1)));
    return AbiValues.tuple(
        AbiValues.tuple(
            it.segmentRoot(), it.contributions(), it.tokens(), it.indexDigest(), it.active()));
  }

  private static Tuple isReviewer(Call call) {
    long datanet = knownDatanet(call, call.number(0));
    return AbiValues.tuple(datanets(call).isReviewer(datanet, call.address(1)));
  }

  private static void onlyOwner(Call call, long datanet) {
    Call.require(
        datanets(call).owner(datanet).equals(call.sender()), NOT_OWNER, datanet, call.sender());
  }

  private static long knownDatanet(Call call, BigInteger id) {
    Call.require(datanets(call).isDatanet(id), UNKNOWN_DATANET, id);
    return id.longValueExact();
  }

  private static long knownContribution(Call call, BigInteger id) {
    Call.require(datanets(call).isContribution(id), UNKNOWN_CONTRIBUTION, id);
    return id.longValueExact();
  }

  private static long knownVersion(Call call, long datanet, BigInteger number) {
    Call.require(datanets(call).isVersion(datanet, number), UNKNOWN_VERSION, datanet, number);
    return number.longValueExact();
  }
}
