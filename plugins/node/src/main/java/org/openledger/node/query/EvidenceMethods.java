package org.openledger.node.query;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainProofs;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.ProofsException;
import org.openledger.node.evidence.Claim;
import org.openledger.node.evidence.CompactEvidence;
import org.openledger.node.evidence.Evidence;
import org.openledger.node.evidence.EvidenceException;
import org.openledger.node.evidence.EvidenceJson;
import org.openledger.node.evidence.EvidenceMaker;
import org.openledger.node.evidence.Payee;
import org.openledger.node.evidence.Unavailable;
import org.openledger.node.evidence.UnavailableException;
import org.openledger.node.evidence.Verified;
import org.openledger.node.evidence.Verifier;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.Components;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.OutputType;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;

/** Evidence of settled inferences: made, checked, and set against this node's own index. */
public final class EvidenceMethods {

  /** Most bytes of evidence, and of an answer, in a request. */
  static final int MAX_EVIDENCE = 1 << 20;

  private record Made(BlockId block, Evidence evidence, boolean json) {}

  private record Check(
      Optional<Verified> verified, boolean onChain, Optional<String> fault, String message) {}

  private static final Parameter<Bytes32> TRANSACTION =
      Parameter.required("transaction", JsonTypes.HASH, "The transaction that settled");

  private static final Parameter<Optional<BigInteger>> REQUEST =
      Parameter.optional(
          "request",
          JsonTypes.WORD,
          "The payer's number of the inference; needed where the transaction settled several");

  private static final Parameter<Optional<Bytes>> ANSWER =
      Parameter.optional(
          "answer",
          JsonTypes.data("maxEvidence", MAX_EVIDENCE),
          "The answer as it was settled, packed; needed where another contract made the call");

  private static final Parameter<Boolean> JSON =
      Parameter.optional("json", JsonTypes.FLAG, false, "Whether to give the JSON form too");

  private static final Parameter<Long> CONTRIBUTION =
      Parameter.required("contribution", JsonTypes.ID, "The contribution that was not used");

  private static final Parameter<Bytes> EVIDENCE =
      Parameter.required(
          "evidence", JsonTypes.data("maxEvidence", MAX_EVIDENCE), "Evidence in its compact form");

  /** The JSON form has a format of its own. */
  private static final OutputType<Evidence> FORM =
      new OutputType<>() {
        @Override
        public Map<String, Object> schema(Components components) {
          Map<String, Object> schema = new LinkedHashMap<>();
          schema.put("title", "EvidenceJson");
          schema.put("type", "object");
          return schema;
        }

        @Override
        public Object write(Evidence value) {
          return EvidenceJson.of(value);
        }
      };

  private static final ObjectType<Made> MADE =
      ObjectType.<Made>of("Evidence", "Evidence about a settlement")
          .with("block", BlockId.TYPE, "the settlement's block: its anchor", Made::block)
          .with(
              "compact",
              JsonTypes.BYTES,
              "the compact form: what ./openledger verify takes",
              made -> CompactEvidence.encode(made.evidence()))
          .with(
              "evidence",
              JsonTypes.optional(FORM),
              "the JSON form, if it was asked for",
              made -> Optional.of(made.evidence()).filter(any -> made.json()));

  private static final ObjectType<Payee> PAYEE =
      ObjectType.<Payee>of("EvidencePayee", "What a contributor got")
          .with("account", JsonTypes.ADDRESS, "who", Payee::account)
          .with("units", JsonTypes.QUANTITY, "units of the answer", Payee::units)
          .with("amount", JsonTypes.WEI, "wei", Payee::amount);

  private static final ObjectType<Verified> VERIFIED =
      ObjectType.<Verified>of("VerifiedEvidence", "What evidence proves")
          .with("claim", JsonTypes.STRING, "owned, refuted or absent", it -> claim(it.claim()))
          .with(
              "block",
              BlockId.TYPE,
              "the block that it is anchored in",
              it -> new BlockId(it.blockNumber(), it.blockHash()))
          .with("model", JsonTypes.ID, "the model", Verified::model)
          .with("version", JsonTypes.ID, "its version", Verified::version)
          .with("payer", JsonTypes.ADDRESS, "who paid", Verified::payer)
          .with("request", JsonTypes.WORD, "his number of the inference", Verified::request)
          .with("tokens", JsonTypes.QUANTITY, "of the answer", it -> (long) it.output().length)
          .with("covered", JsonTypes.QUANTITY, "that have an owner", it -> (long) it.covered())
          .with("paid", JsonTypes.QUANTITY, "that are paid", it -> (long) it.paid())
          .with("gross", JsonTypes.WEI, "what was paid", it -> it.fee().gross())
          .with("sink", JsonTypes.WEI, "what no contributor got", Verified::sink)
          .with("payees", JsonTypes.listOf(PAYEE), "what contributors got", Verified::payees);

  private static final ObjectType<Check> CHECK =
      ObjectType.<Check>of("EvidenceCheck", "Whether evidence holds")
          .with("holds", JsonTypes.FLAG, "whether it does", it -> it.verified().isPresent())
          .with("onChain", JsonTypes.FLAG, "whether its block is one of this chain", Check::onChain)
          .with("fault", JsonTypes.optional(JsonTypes.STRING), "why it does not hold", Check::fault)
          .with("message", JsonTypes.STRING, "the same for people", Check::message)
          .with("verified", VERIFIED.orNull(), "what it proves", Check::verified);

  private final Queries queries;
  private final SegmentSource segments;
  private final Verifier verifier = Verifier.shipped();

  private EvidenceMethods(Queries queries, SegmentSource segments) {
    this.queries = queries;
    this.segments = segments;
  }

  /**
   * The methods.
   *
   * @param segments fails at once where one is not ready
   */
  public static List<RpcMethod> of(Queries queries, SegmentSource segments) {
    EvidenceMethods methods = new EvidenceMethods(queries, segments);
    RpcFailure[] failures = {
      RpcFailure.NODE_STARTING,
      RpcFailure.NOT_FOUND,
      RpcFailure.PRUNED_STATE,
      RpcFailure.INDEX_NOT_READY,
      RpcFailure.LIMIT_EXCEEDED,
      RpcFailure.NOT_PERMITTED
    };
    return List.of(
        RpcMethod.named(
                "openledger_evidence",
                "Evidence of a settlement: owners, fee, payouts and all proofs, to be checked"
                    + " without a node.")
            .takes(TRANSACTION, REQUEST, ANSWER, JSON)
            .fails(failures)
            .answers("evidence", MADE, methods::evidence),
        RpcMethod.named(
                "openledger_absence",
                "Evidence that a contribution holds no counting window of a settled answer; it"
                    + " discloses the contribution's content.")
            .takes(TRANSACTION, CONTRIBUTION, REQUEST, ANSWER, JSON)
            .fails(failures)
            .answers("evidence", MADE, methods::absence),
        RpcMethod.named(
                "openledger_refute",
                "Evidence that a settlement is wrong, where this node's index contradicts evidence"
                    + " of it.")
            .takes(EVIDENCE, JSON)
            .fails(failures)
            .answers("evidence", MADE, methods::refute),
        RpcMethod.named(
                "openledger_verifyEvidence",
                "Whether evidence holds. To trust nobody, use ./openledger verify instead.")
            .takes(EVIDENCE)
            .fails(RpcFailure.NODE_STARTING, RpcFailure.LIMIT_EXCEEDED)
            .answers("check", CHECK, methods::verify));
  }

  /** Makes evidence. */
  @FunctionalInterface
  private interface Making {
    Evidence by(EvidenceMaker maker) throws UnavailableException, EvidenceException;
  }

  private Made evidence(Arguments arguments) throws RpcException {
    return made(arguments, maker -> maker.evidence(wanted(arguments)));
  }

  private Made absence(Arguments arguments) throws RpcException {
    return made(arguments, maker -> maker.absent(wanted(arguments), arguments.get(CONTRIBUTION)));
  }

  private Made refute(Arguments arguments) throws RpcException {
    return made(
        arguments,
        maker -> {
          Evidence shown = CompactEvidence.decode(arguments.get(EVIDENCE));
          verifier.verify(shown);
          return maker.refute(shown);
        });
  }

  private static EvidenceMaker.Wanted wanted(Arguments arguments) {
    return new EvidenceMaker.Wanted(
        arguments.get(TRANSACTION), arguments.get(REQUEST), arguments.get(ANSWER));
  }

  private Made made(Arguments arguments, Making making) throws RpcException {
    ChainView chain = queries.chain();
    try {
      ChainProofs proofs =
          chain
              .proofs()
              .orElseThrow(
                  () ->
                      RpcFailure.NOT_PERMITTED.because(
                          "This node's host gives no proofs of its chain: ask one that does"));
      Evidence evidence = making.by(new EvidenceMaker(chain, proofs, segments));
      Verified verified = verifier.verify(evidence);
      return new Made(
          new BlockId(verified.blockNumber(), verified.blockHash()), evidence, arguments.get(JSON));
    } catch (UnavailableException e) {
      throw failure(e.reason(), String.valueOf(e.getMessage()));
    } catch (ProofsException e) {
      throw failure(e);
    } catch (EvidenceException e) {
      throw RpcFailure.parameter("evidence", e.fault() + ": " + e.getMessage());
    } catch (NodeFailureException e) {
      throw RpcFailure.INDEX_NOT_READY.because(String.valueOf(e.getMessage()));
    }
  }

  /** What is answered where there is no evidence; each reason stands in docs/rpc/README.md. */
  static RpcException failure(Unavailable why, String message) {
    Map<String, String> reason = Map.of("reason", why.name());
    return switch (why) {
      case UNKNOWN_TRANSACTION, NOT_SETTLED, NOT_LINKED, NOTHING_TO_REFUTE, NOT_ABSENT ->
          RpcFailure.NOT_FOUND.because(message, reason);
      case SEVERAL_SETTLED -> RpcFailure.parameter("request", message, reason);
      case ANSWER_UNKNOWN -> RpcFailure.parameter("answer", message, reason);
      case NOT_ATTRIBUTED -> RpcFailure.parameter("transaction", message, reason);
      case PRUNED -> RpcFailure.PRUNED_STATE.because(message, reason);
      case OTHER_OWNERS, UNPROVABLE -> RpcFailure.NOT_PERMITTED.because(message, reason);
    };
  }

  static RpcException failure(ProofsException e) {
    String message = String.valueOf(e.getMessage());
    Map<String, String> reason = Map.of("reason", "PROOFS_" + e.reason().name());
    return switch (e.reason()) {
      case BUSY -> RpcFailure.NODE_BUSY.because(message, reason);
      case NOT_CONFIGURED, NO_ANSWER, WRONG_ANSWER ->
          RpcFailure.NOT_PERMITTED.because(message, reason);
    };
  }

  private Check verify(Arguments arguments) throws RpcException {
    ChainView chain = queries.chain();
    try {
      Verified verified = verifier.verify(CompactEvidence.decode(arguments.get(EVIDENCE)));
      boolean onChain =
          chain
              .block(verified.blockNumber())
              .map(BlockRef::hash)
              .filter(verified.blockHash()::equals)
              .isPresent();
      return new Check(Optional.of(verified), onChain, Optional.empty(), "it holds");
    } catch (EvidenceException e) {
      return new Check(
          Optional.empty(), false, Optional.of(e.fault().name()), String.valueOf(e.getMessage()));
    }
  }

  private static String claim(Claim claim) {
    return switch (claim) {
      case Claim.Owned it -> "owned";
      case Claim.Refuted it -> "refuted";
      case Claim.Absent it -> "absent";
    };
  }
}
