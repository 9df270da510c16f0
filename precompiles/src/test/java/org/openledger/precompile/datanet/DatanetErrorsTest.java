package org.openledger.precompile.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.ADMIN;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.OPERATOR;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.TestNetwork.REVIEWER;
import static org.openledger.precompile.datanet.DatanetWorld.ALICE;
import static org.openledger.precompile.datanet.DatanetWorld.BOB;
import static org.openledger.precompile.datanet.DatanetWorld.CAROL;
import static org.openledger.precompile.datanet.DatanetWorld.DIGEST;
import static org.openledger.precompile.datanet.DatanetWorld.EVIDENCE;
import static org.openledger.precompile.datanet.DatanetWorld.OPERATOR_2;
import static org.openledger.precompile.datanet.DatanetWorld.OPERATOR_3;
import static org.openledger.precompile.datanet.DatanetWorld.PURPOSE;
import static org.openledger.precompile.datanet.DatanetWorld.SALT;
import static org.openledger.precompile.datanet.DatanetWorld.WINDOW;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** Every error of the interface is met by a call that earns it. */
class DatanetErrorsTest {

  /** Met by every contract in the one wrapper: DispatcherTest. */
  private static final Set<String> OF_THE_WRAPPER =
      Set.of(
          "DelegateCallNotAllowed",
          "StaticCallNotAllowed",
          "UnknownSelector",
          "MalformedCalldata",
          "ValueNotAllowed");

  /** Calls, each refused with the error of its key. */
  private final SortedMap<String, Consumer<DatanetWorld>> refusals = new TreeMap<>();

  private void on(String error, Consumer<DatanetWorld> call) {
    refusals.merge(error, call, Consumer::andThen);
  }

  private static void refuse(
      DatanetWorld w, String error, Address sender, long value, String function, Object... args) {
    w.network.refuse(error, sender, BigInteger.valueOf(value), "Datanets", function, args);
  }

  DatanetErrorsTest() {
    unknown();
    callers();
    values();
    contributing();
    judging();
    versions();
    access();
  }

  private void unknown() {
    on(
        "UnknownDatanet",
        w -> {
          for (String function : new String[] {"datanet", "reviewers", "pendingOwner"}) {
            refuse(w, "UnknownDatanet", CAROL, 0, function, 0L);
            refuse(w, "UnknownDatanet", CAROL, 0, function, 3L);
            refuse(w, "UnknownDatanet", CAROL, 0, function, BigInteger.TWO.pow(200));
          }
          refuse(w, "UnknownDatanet", CAROL, 0, "commit", 3L, EVIDENCE, 1L);
          refuse(w, "UnknownDatanet", CAROL, 0, "contribute", 3L, EVIDENCE, 1L, 1L, "");
          refuse(w, "UnknownDatanet", CAROL, 0, "requestAccess", 3L, PURPOSE, 1L);
          refuse(w, "UnknownDatanet", OWNER, 0, "giveAccess", 3L, CAROL, PURPOSE, 1L);
          refuse(w, "UnknownDatanet", OWNER, 0, "revokeAccess", 3L, CAROL);
          refuse(w, "UnknownDatanet", OWNER, 0, "acceptOwnership", 3L);
          refuse(w, "UnknownDatanet", OWNER, 0, "hasAccess", 3L, CAROL);
        });
    on(
        "UnknownContribution",
        w -> {
          refuse(w, "UnknownContribution", CAROL, 0, "contribution", 0L);
          refuse(w, "UnknownContribution", CAROL, 0, "isLapsed", 1L);
          refuse(w, "UnknownContribution", CAROL, 0, "vote", 1L, REVIEWER);
          refuse(w, "UnknownContribution", CAROL, 0, "reveal", 1L, EVIDENCE, 1L, SALT, "");
          refuse(w, "UnknownContribution", CAROL, 0, "revealInline", 1L, SALT, "", new byte[0]);
          refuse(w, "UnknownContribution", GOVERNOR, 0, "markCommons", 1L, EVIDENCE);
          refuse(w, "UnknownContribution", GOVERNOR, 0, "takeDown", 1L, EVIDENCE);
          refuse(w, "UnknownContribution", GOVERNOR, 0, "slash", 1L, CAROL, EVIDENCE);
          refuse(w, "UnknownContribution", CAROL, 0, "releaseBond", 1L);
        });
    on(
        "UnknownVersion",
        w -> {
          refuse(w, "UnknownVersion", CAROL, 0, "version", w.open, 1L);
          refuse(w, "UnknownVersion", CAROL, 0, "activate", w.open, 0L);
          refuse(w, "UnknownVersion", CAROL, 0, "attesting", w.open, 1L, DIGEST);
        });
    on(
        "UnknownRequest",
        w -> {
          for (String f : new String[] {"grantAccess", "denyAccess", "cancelRequest", "request"}) {
            refuse(w, "UnknownRequest", OWNER, 0, f, 0L);
            refuse(w, "UnknownRequest", OWNER, 0, f, 1L);
          }
        });
    on(
        "UnknownTokenizer",
        w -> {
          Tuple settings =
              TestNetwork.settings(PURPOSE, ALICE, TestNetwork.openPolicy(), 1, REVIEWER);
          refuse(w, "UnknownTokenizer", OWNER, 0, "createDatanet", "n", settings);
        });
  }

  private void callers() {
    on(
        "NotOwner",
        w -> {
          Address[] others = {CAROL, REVIEWER, GOVERNOR, ADMIN, OPERATOR};
          long request = w.request(BOB, w.closed, 1);
          for (Address other : others) {
            refuse(w, "NotOwner", other, 0, "setPolicy", w.open, TestNetwork.openPolicy());
            refuse(w, "NotOwner", other, 0, "setTreasury", w.open, other);
            refuse(w, "NotOwner", other, 0, "setQuorum", w.open, 1L);
            refuse(w, "NotOwner", other, 0, "appointReviewer", w.open, other);
            refuse(w, "NotOwner", other, 0, "dismissReviewer", w.open, REVIEWER);
            refuse(w, "NotOwner", other, 0, "allowContributor", w.open, other);
            refuse(w, "NotOwner", other, 0, "disallowContributor", w.closed, ALICE);
            refuse(w, "NotOwner", other, 0, "transferOwnership", w.open, other);
            refuse(w, "NotOwner", other, 0, "grantAccess", request);
            refuse(w, "NotOwner", other, 0, "denyAccess", request);
            refuse(w, "NotOwner", other, 0, "giveAccess", w.open, other, PURPOSE, 9_999L);
            BigInteger[] none = {};
            refuse(w, "NotOwner", other, 0, "seal", w.open, none);
          }
          refuse(w, "NotOwner", CAROL, 0, "revokeAccess", w.open, BOB);
        });
    on("NotPendingOwner", w -> refuse(w, "NotPendingOwner", OWNER, 0, "acceptOwnership", w.open));
    on(
        "NotReviewer",
        w -> {
          long id = w.contribute(ALICE, w.open, "a");
          for (Address other : new Address[] {ALICE, OWNER, GOVERNOR}) {
            refuse(w, "NotReviewer", other, 0, "accept", id);
            refuse(w, "NotReviewer", other, 0, "acceptAsCommons", id, EVIDENCE);
            refuse(w, "NotReviewer", other, 0, "reject", id, EVIDENCE);
            refuse(w, "NotReviewer", other, 0, "markDuplicate", id, 0L, 1L, EVIDENCE);
          }
        });
    on(
        "NotContributor",
        w -> {
          long id = w.commit(ALICE, w.closed, "a");
          refuse(w, "NotContributor", BOB, 0, "reveal", id, EVIDENCE, 1L, SALT, "");
          refuse(w, "NotContributor", BOB, 0, "revealInline", id, SALT, "", new byte[0]);
          refuse(w, "NotContributor", OWNER, 0, "releaseBond", id);
        });
    on(
        "NotRequester",
        w -> {
          long request = w.request(BOB, w.closed, 1);
          refuse(w, "NotRequester", OWNER, 0, "cancelRequest", request);
        });
    on(
        "AccessControlUnauthorizedAccount",
        w -> {
          String error = "AccessControlUnauthorizedAccount";
          long id = w.accepted(ALICE, w.closed, "a");
          w.seal(w.closed, id);
          for (Address other : new Address[] {OWNER, ALICE, REVIEWER, ADMIN}) {
            refuse(w, error, other, 0, "markCommons", id, EVIDENCE);
            refuse(w, error, other, 0, "slash", id, CAROL, EVIDENCE);
            refuse(w, error, other, 0, "attest", w.closed, 1L, DIGEST);
          }
        });
  }

  private void values() {
    on(
        "ZeroAddress",
        w -> {
          refuse(w, "ZeroAddress", OWNER, 0, "setTreasury", w.open, Address.ZERO);
          refuse(w, "ZeroAddress", OWNER, 0, "appointReviewer", w.open, Address.ZERO);
          refuse(w, "ZeroAddress", OWNER, 0, "dismissReviewer", w.open, Address.ZERO);
          refuse(w, "ZeroAddress", OWNER, 0, "allowContributor", w.open, Address.ZERO);
          refuse(w, "ZeroAddress", OWNER, 0, "giveAccess", w.open, Address.ZERO, PURPOSE, 9_999L);
          long id = w.accepted(ALICE, w.closed, "a");
          refuse(w, "ZeroAddress", GOVERNOR, 0, "slash", id, Address.ZERO, EVIDENCE);
        });
    on(
        "WrongBeneficiary",
        w -> {
          long id = w.accepted(ALICE, w.closed, "a");
          refuse(w, "WrongBeneficiary", GOVERNOR, 0, "slash", id, GOVERNOR, EVIDENCE);
          refuse(w, "WrongBeneficiary", GOVERNOR, 0, "slash", id, ALICE, EVIDENCE);
          w.network.send(ADMIN, "System", "grantRole", Role.GOVERNOR.id(), BOB);
          refuse(w, "WrongBeneficiary", GOVERNOR, 0, "slash", id, BOB, EVIDENCE);
        });
    on(
        "NotPayable",
        w -> {
          long id = w.accepted(ALICE, w.closed, "a");
          for (NativeAddress contract : NativeAddress.values()) {
            Address it = contract.address();
            refuse(w, "NotPayable", OWNER, 0, "setTreasury", w.open, it);
            refuse(w, "NotPayable", GOVERNOR, 0, "slash", id, it, EVIDENCE);
          }
        });
    on(
        "ValueOutOfBounds",
        w -> {
          String error = "ValueOutOfBounds";
          BigInteger over80 = BigInteger.TWO.pow(80);
          BigInteger over56 = BigInteger.TWO.pow(56);
          BigInteger none = BigInteger.ZERO;
          for (Tuple policy :
              List.of(
                  AbiValues.tuple(true, true, true, true, true, over80, none, none),
                  AbiValues.tuple(true, true, true, true, true, none, over80, none),
                  AbiValues.tuple(true, true, true, true, true, none, none, over56))) {
            refuse(w, error, OWNER, 0, "setPolicy", w.open, policy);
          }
          long most = 1L << 25;
          for (long size : new long[] {0, most + 1, Long.MAX_VALUE}) {
            refuse(w, error, CAROL, 0, "commit", w.open, EVIDENCE, size);
            refuse(w, error, CAROL, 0, "contribute", w.open, EVIDENCE, size, 1L, "");
            refuse(w, error, CAROL, 0, "contribute", w.open, EVIDENCE, 1L, size, "");
            refuse(w, error, CAROL, 0, "requestAccess", w.closed, PURPOSE, size);
          }
          refuse(w, error, CAROL, 0, "contributeInline", w.open, "", TestNetwork.content(""));
          long first = w.contribute(ALICE, w.open, "a");
          long copy = w.contribute(BOB, w.open, "a");
          for (long overlap : new long[] {0, 10_001}) {
            refuse(w, error, REVIEWER, 0, "markDuplicate", copy, first, overlap, EVIDENCE);
          }
        });
    on(
        "WrongValue",
        w -> {
          refuse(w, "WrongValue", ALICE, 14, "commit", w.closed, EVIDENCE, 5L);
          refuse(w, "WrongValue", ALICE, 16, "contribute", w.closed, EVIDENCE, 5L, 1L, "");
          byte[] content = TestNetwork.content("abcde");
          refuse(w, "WrongValue", ALICE, 0, "contributeInline", w.closed, "", content);
          refuse(w, "WrongValue", ALICE, 1, "contributeInline", w.open, "", content);
          refuse(w, "WrongValue", ALICE, 49, "requestAccess", w.closed, PURPOSE, 10L);
        });
    on(
        "TooManyReviewers",
        w -> {
          w.network.send(ADMIN, "System", "setParameter", Parameter.MAX_REVIEWERS.key(), 1L);
          refuse(w, "TooManyReviewers", OWNER, 0, "appointReviewer", w.open, CAROL);
        });
  }

  private void contributing() {
    on(
        "DirectNotAllowed",
        w -> {
          Tuple policy = TestNetwork.policy(false, true, true, true, false, 0, 0, 0);
          w.network.send(OWNER, "Datanets", "setPolicy", w.open, policy);
          refuse(w, "DirectNotAllowed", ALICE, 0, "contribute", w.open, EVIDENCE, 1L, 1L, "");
          byte[] content = TestNetwork.content("abcde");
          refuse(w, "DirectNotAllowed", ALICE, 0, "contributeInline", w.open, "", content);
        });
    on(
        "InlineNotAllowed",
        w -> {
          long id = w.commit(ALICE, w.open, "abcde");
          Tuple policy = TestNetwork.policy(true, false, true, true, false, 0, 0, 0);
          w.network.send(OWNER, "Datanets", "setPolicy", w.open, policy);
          byte[] content = TestNetwork.content("abcde");
          refuse(w, "InlineNotAllowed", ALICE, 0, "contributeInline", w.open, "", content);
          refuse(w, "InlineNotAllowed", ALICE, 0, "revealInline", id, SALT, "", content);
        });
    on(
        "ContributorNotAllowed",
        w -> {
          refuse(w, "ContributorNotAllowed", CAROL, 3, "commit", w.closed, EVIDENCE, 1L);
          refuse(w, "ContributorNotAllowed", OWNER, 3, "commit", w.closed, EVIDENCE, 1L);
        });
    on(
        "QuotaExceeded",
        w -> {
          w.network.pay(
              ALICE, BigInteger.valueOf(297), "Datanets", "commit", w.closed, EVIDENCE, 99L);
          refuse(w, "QuotaExceeded", ALICE, 6, "commit", w.closed, EVIDENCE, 2L);
          w.commit(ALICE, w.closed, "a");
          refuse(w, "QuotaExceeded", ALICE, 3, "commit", w.closed, EVIDENCE, 1L);
        });
    on(
        "MalformedContent",
        w -> {
          long id = w.commit(ALICE, w.closed, "abcde");
          byte[] bad = {0, 65};
          refuse(w, "MalformedContent", ALICE, 0, "revealInline", id, SALT, "", bad);
        });
    on(
        "ContentTooLarge",
        w -> {
          long id = w.commit(ALICE, w.closed, "abcde");
          byte[] large = new byte[(1 << 20) + 1];
          refuse(w, "ContentTooLarge", ALICE, 0, "revealInline", id, SALT, "", large);
        });
    on(
        "CommitmentMismatch",
        w -> {
          String error = "CommitmentMismatch";
          long id = w.commit(ALICE, w.closed, "abcde");
          Bytes32 root = DatanetWorld.root("abcde");
          refuse(w, error, ALICE, 0, "reveal", id, EVIDENCE, 1L, SALT, "");
          refuse(w, error, ALICE, 0, "reveal", id, root, 2L, SALT, "");
          refuse(w, error, ALICE, 0, "reveal", id, root, 1L, EVIDENCE, "");
          byte[] other = TestNetwork.content("abcdf");
          byte[] longer = TestNetwork.content("abcdef");
          refuse(w, error, ALICE, 0, "revealInline", id, SALT, "", other);
          refuse(w, error, ALICE, 0, "revealInline", id, SALT, "", longer);
        });
    on(
        "CommitmentLapsed",
        w -> {
          long id = w.commit(ALICE, w.closed, "abcde");
          w.skip(WINDOW + 1);
          Bytes32 root = DatanetWorld.root("abcde");
          refuse(w, "CommitmentLapsed", ALICE, 0, "reveal", id, root, 1L, SALT, "");
        });
  }

  private void judging() {
    on(
        "WrongStatus",
        w -> {
          String error = "WrongStatus";
          long committed = w.commit(ALICE, w.closed, "abcde");
          refuse(w, error, REVIEWER, 0, "accept", committed);
          refuse(w, error, ALICE, 0, "takeDown", committed, EVIDENCE);
          refuse(w, error, GOVERNOR, 0, "markCommons", committed, EVIDENCE);
          refuse(w, error, GOVERNOR, 0, "slash", committed, CAROL, EVIDENCE);
          long pending = w.contribute(ALICE, w.closed, "abcde");
          refuse(w, error, ALICE, 0, "reveal", pending, EVIDENCE, 1L, SALT, "");
          refuse(w, error, ALICE, 0, "releaseBond", pending);
          refuse(w, error, GOVERNOR, 0, "markCommons", pending, EVIDENCE);
          long rejected = w.contribute(ALICE, w.open, "x");
          w.network.send(REVIEWER, "Datanets", "reject", rejected, EVIDENCE);
          refuse(w, error, ALICE, 0, "takeDown", rejected, EVIDENCE);
          refuse(w, error, REVIEWER, 0, "accept", rejected);
          BigInteger[] ids = {BigInteger.valueOf(rejected)};
          refuse(w, error, OWNER, 0, "seal", w.open, ids);
        });
    on(
        "WrongStanding",
        w -> {
          String error = "WrongStanding";
          long down = w.contribute(ALICE, w.open, "x");
          w.network.send(ALICE, "Datanets", "takeDown", down, EVIDENCE);
          refuse(w, error, REVIEWER, 0, "accept", down);
          refuse(w, error, GOVERNOR, 0, "takeDown", down, EVIDENCE);
          long commons = w.accepted(ALICE, w.open, "y");
          w.network.send(GOVERNOR, "Datanets", "markCommons", commons, EVIDENCE);
          refuse(w, error, GOVERNOR, 0, "markCommons", commons, EVIDENCE);
          w.network.send(OWNER, "Datanets", "takeDown", commons, EVIDENCE);
          BigInteger[] ids = {BigInteger.valueOf(commons)};
          refuse(w, error, OWNER, 0, "seal", w.open, ids);
        });
    on(
        "BondNotHeld",
        w -> {
          long none = w.accepted(ALICE, w.open, "x");
          refuse(w, "BondNotHeld", ALICE, 0, "releaseBond", none);
          refuse(w, "BondNotHeld", GOVERNOR, 0, "slash", none, CAROL, EVIDENCE);
          long slashed = w.accepted(ALICE, w.closed, "x");
          w.network.send(GOVERNOR, "Datanets", "slash", slashed, CAROL, EVIDENCE);
          refuse(w, "BondNotHeld", GOVERNOR, 0, "slash", slashed, CAROL, EVIDENCE);
          refuse(w, "BondNotHeld", ALICE, 0, "releaseBond", slashed);
        });
    on(
        "BondLocked",
        w -> {
          long id = w.accepted(ALICE, w.closed, "x");
          w.skip(DatanetWorld.LOCK - 1);
          refuse(w, "BondLocked", ALICE, 0, "releaseBond", id);
          w.skip(1);
          w.network.send(ALICE, "Datanets", "releaseBond", id);
        });
    on(
        "TakeDownNotAllowed",
        w -> {
          long id = w.accepted(ALICE, w.open, "x");
          refuse(w, "TakeDownNotAllowed", BOB, 0, "takeDown", id, EVIDENCE);
          w.seal(w.open, id);
          refuse(w, "TakeDownNotAllowed", OWNER, 0, "takeDown", id, EVIDENCE);
        });
    on(
        "NotEarlier",
        w -> {
          long hidden = w.commit(ALICE, w.closed, "x");
          long id = w.contribute(BOB, w.open, "x");
          for (long of : new long[] {0, id, id + 1, hidden}) {
            refuse(w, "NotEarlier", REVIEWER, 0, "markDuplicate", id, of, 1L, EVIDENCE);
          }
        });
    on(
        "OwnContribution",
        w -> {
          long id = w.contribute(REVIEWER, w.open, "x");
          refuse(w, "OwnContribution", REVIEWER, 0, "accept", id);
        });
    on(
        "AlreadyVoted",
        w -> {
          long id = w.contribute(ALICE, w.closed, "x");
          w.network.send(REVIEWER, "Datanets", "accept", id);
          refuse(w, "AlreadyVoted", REVIEWER, 0, "accept", id);
        });
  }

  private void versions() {
    on(
        "EmptyList",
        w -> {
          BigInteger[] none = {};
          refuse(w, "EmptyList", OWNER, 0, "seal", w.open, none);
        });
    on(
        "NotAscending",
        w -> {
          BigInteger id = BigInteger.valueOf(w.accepted(ALICE, w.open, "x"));
          BigInteger[] twice = {id, id};
          refuse(w, "NotAscending", OWNER, 0, "seal", w.open, twice);
        });
    on(
        "ForeignContribution",
        w -> {
          BigInteger[] ids = {BigInteger.valueOf(w.accepted(ALICE, w.closed, "x"))};
          refuse(w, "ForeignContribution", OWNER, 0, "seal", w.open, ids);
        });
    on(
        "TooManyContributions",
        w -> {
          w.network.send(ADMIN, "System", "setParameter", Parameter.MAX_SEALED.key(), 1L);
          BigInteger[] two = {BigInteger.ONE, BigInteger.TWO};
          refuse(w, "TooManyContributions", OWNER, 0, "seal", w.open, two);
        });
    on(
        "TooManyTokens",
        w -> {
          BigInteger[] ids = {BigInteger.valueOf(w.accepted(ALICE, w.open, "xyz"))};
          w.network.send(ADMIN, "System", "setParameter", Parameter.MAX_VERSION_TOKENS.key(), 2L);
          refuse(w, "TooManyTokens", OWNER, 0, "seal", w.open, ids);
        });
    on(
        "AlreadyAttested",
        w -> {
          w.scheduled();
          refuse(w, "AlreadyAttested", OPERATOR_2, 0, "attest", w.open, 1L, DIGEST);
        });
    on(
        "DigestMismatch",
        w -> {
          w.seal(w.open, w.accepted(ALICE, w.open, "abc"));
          w.attest(OPERATOR, w.open, DIGEST);
          refuse(w, "DigestMismatch", OPERATOR, 0, "attest", w.open, 1L, EVIDENCE);
        });
    on(
        "ZeroDigest",
        w -> {
          w.seal(w.open, w.accepted(ALICE, w.open, "abc"));
          refuse(w, "ZeroDigest", OPERATOR, 0, "attest", w.open, 1L, Bytes32.ZERO);
        });
    on(
        "AlreadyActive",
        w -> {
          w.seal(w.open, w.accepted(ALICE, w.open, "abc"));
          w.attest(OPERATOR, w.open, DIGEST);
          refuse(w, "AlreadyActive", CAROL, 0, "activate", w.open, 1L);
        });
    on(
        "NotScheduled",
        w -> {
          w.moreOperators();
          w.seal(w.open, w.accepted(ALICE, w.open, "abc"));
          w.attest(OPERATOR_2, w.open, DIGEST);
          refuse(w, "NotScheduled", CAROL, 0, "activate", w.open, 1L);
        });
    on(
        "TooEarly",
        w -> {
          w.scheduled();
          w.skip(WINDOW - 1);
          refuse(w, "TooEarly", CAROL, 0, "activate", w.open, 1L);
        });
    on(
        "NotEnoughAttestations",
        w -> {
          w.scheduled();
          w.attest(OPERATOR_3, w.open, EVIDENCE);
          w.skip(WINDOW);
          refuse(w, "NotEnoughAttestations", CAROL, 0, "activate", w.open, 1L);
        });
  }

  private void access() {
    on(
        "RequestNotOpen",
        w -> {
          long id = w.request(BOB, w.closed, 1);
          w.network.send(BOB, "Datanets", "cancelRequest", id);
          refuse(w, "RequestNotOpen", BOB, 0, "cancelRequest", id);
          refuse(w, "RequestNotOpen", OWNER, 0, "grantAccess", id);
          refuse(w, "RequestNotOpen", OWNER, 0, "denyAccess", id);
        });
    on(
        "AccessIsOpen",
        w -> refuse(w, "AccessIsOpen", BOB, 0, "requestAccess", w.open, PURPOSE, 1L));
    on(
        "NoAccess",
        w -> {
          refuse(w, "NoAccess", OWNER, 0, "revokeAccess", w.closed, BOB);
          w.network.send(OWNER, "Datanets", "giveAccess", w.closed, BOB, PURPOSE, 1_001L);
          w.skip(1);
          refuse(w, "NoAccess", OWNER, 0, "revokeAccess", w.closed, BOB);
        });
    on(
        "AccessNotExtended",
        w -> {
          String error = "AccessNotExtended";
          refuse(w, error, OWNER, 0, "giveAccess", w.closed, BOB, PURPOSE, 1_000L);
          w.network.send(OWNER, "Datanets", "giveAccess", w.closed, BOB, PURPOSE, 2_000L);
          refuse(w, error, OWNER, 0, "giveAccess", w.closed, BOB, PURPOSE, 2_000L);
        });
    on(
        "AccessTooLong",
        w -> {
          String error = "AccessTooLong";
          long latest = 1_000 + (1L << 25);
          refuse(w, error, OWNER, 0, "giveAccess", w.closed, BOB, PURPOSE, latest + 1);
          BigInteger huge = BigInteger.TWO.pow(255);
          refuse(w, error, OWNER, 0, "giveAccess", w.closed, BOB, PURPOSE, huge);
          w.network.send(OWNER, "Datanets", "grantAccess", w.request(BOB, w.closed, 1L << 25));
          long more = w.request(BOB, w.closed, 1);
          refuse(w, error, OWNER, 0, "grantAccess", more);
        });
    on(
        "RefundTooSmall",
        w -> {
          w.network.send(OWNER, "Datanets", "grantAccess", w.request(BOB, w.closed, 10));
          refuse(w, "RefundTooSmall", OWNER, 49, "revokeAccess", w.closed, BOB);
          refuse(w, "RefundTooSmall", GOVERNOR, 49, "revokeAccess", w.closed, BOB);
        });
  }

  @Test
  void everyErrorIsListed() {
    SortedMap<String, AbiError> declared = new TreeMap<>();
    ContractAbi.of("Datanets").errors().forEach(error -> declared.put(error.name(), error));
    TreeSet<String> named = new TreeSet<>(refusals.keySet());
    named.addAll(OF_THE_WRAPPER);
    assertThat(named).containsExactlyElementsOf(declared.keySet());
  }

  @Test
  void everyErrorIsMet() {
    refusals.forEach((error, calls) -> calls.accept(new DatanetWorld()));
  }

  @Test
  void errorsSayWhatWasGivenAndWhatIsDue() {
    DatanetWorld w = new DatanetWorld();
    Tuple value =
        w.network.refuse(
            "WrongValue", ALICE, BigInteger.ONE, "Datanets", "commit", w.closed, EVIDENCE, 5L);
    assertThat(value).isEqualTo(AbiValues.tuple(1L, 15L));
    Tuple quota =
        w.network.refuse("QuotaExceeded", ALICE, "Datanets", "commit", w.closed, EVIDENCE, 101L);
    assertThat(quota).isEqualTo(AbiValues.tuple(w.closed, ALICE, 101L, 100L));
  }
}
