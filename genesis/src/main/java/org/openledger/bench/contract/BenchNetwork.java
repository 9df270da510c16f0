package org.openledger.bench.contract;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.segment.Contribution;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.attribution.Attribution;
import org.openledger.precompile.attribution.CorpusAttributor;
import org.openledger.precompile.attribution.WeightTables;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.fee.InferenceFees;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.RegisteredTokenizer;
import org.openledger.twin.MemoryNetwork;

/**
 * A network in memory with accounts that hold coins. A signature is the signer's address in its
 * place of r: recovering a key takes no time here, and the real one is priced as the EVM's.
 */
public final class BenchNetwork extends MemoryNetwork<RewindHost> {

  /** Gas that no call needs. */
  public static final long PLENTY = 1L << 50;

  static final Address KEY = account(9);
  static final Address PAYER = account(10);
  static final Address ALICE = account(20);
  static final Address BOB = account(21);
  static final Address CAROL = account(22);

  private static final BigInteger COINS = BigInteger.TEN.pow(27);
  private static final int INFLUENCE = 2;
  private static final long[] SHARES = {7_000, 1_000, 2_000};

  /** A network whose parameters differ from the standard in these. */
  public BenchNetwork(SortedMap<Parameter, BigInteger> parameters) {
    this(parameters, NetworkConfiguration.shippedTokenizers());
  }

  BenchNetwork(
      SortedMap<Parameter, BigInteger> parameters,
      SortedMap<Bytes32, RegisteredTokenizer> tokenizers) {
    super(new RewindHost(), CHAIN_ID, parameters, tokenizers, COINS);
    host().setRecovery((digest, v, r, s) -> Optional.of(Address.fromWord(UInt256.fromBytes(r))));
    host().mark();
  }

  /**
   * From now on settlements repeat the first attribution that one asks for, without its work and
   * gas: what is left is the contract's own.
   */
  void repeatAttribution() {
    CorpusAttributor corpus = new CorpusAttributor(segments(), WeightTables.shipped());
    Attribution[] first = new Attribution[1];
    replace(
        InferenceFees.create(
            (call, terms) ->
                output -> {
                  if (first[0] == null) {
                    first[0] = corpus.of(call, terms).attribute(output);
                  }
                  return first[0];
                }));
  }

  /** From now on the first answer of the segments is given again: attribution takes no time. */
  void remember() {
    segments().remember();
  }

  /** A call, not made yet. */
  static ContractCall of(
      Address sender, BigInteger value, String contract, String function, Object... arguments) {
    return new ContractCall(
        contract, function, sender, value, encode(contract, function, arguments));
  }

  /** Makes a call; what it wrote stays until the host is rewound. */
  public Outcome make(ContractCall call, long gas) {
    return make(call.sender(), call.contract(), call.value(), gas, call.input());
  }

  /** Makes a call that must succeed, and keeps what it wrote. */
  Tuple run(ContractCall call) {
    Outcome outcome = make(call, PLENTY);
    if (!(outcome instanceof Outcome.Success success)) {
      throw new IllegalStateException(call.name() + " ended in " + outcome);
    }
    host().mark();
    return ContractAbi.of(call.contract())
        .function(call.function())
        .decodeReturn(success.output().toArray());
  }

  @Override
  public Tuple pay(
      Address sender, BigInteger value, String contract, String function, Object... arguments) {
    return run(of(sender, value, contract, function, arguments));
  }

  /** The number that a view returns. */
  BigInteger read(String contract, String function, Object... arguments) {
    return send(CAROL, contract, function, arguments).get(0);
  }

  static long id(Tuple returned) {
    return number(returned);
  }

  static Bytes signature(Address signer) {
    Bytes32 r = signer.toWord().toBytes();
    return Bytes.concatenate(r, UInt256.ONE.toBytes(), Bytes.of(27));
  }

  static Bytes answer(int... ids) {
    return Bytes.wrap(AnswerPacking.pack(ids, VOCABULARY));
  }

  static Tuple receipt(Bytes32 commitment) {
    return AbiValues.tuple(1L, 0L, commitment, signature(KEY));
  }

  /** What evidence says of an answer with a receipt of its own. */
  static Tuple noBatch() {
    Tuple permit = AbiValues.tuple(Address.ZERO, 0L, 0L, 0L, 0L);
    return AbiValues.tuple(permit, false, new byte[0][], 0L);
  }

  /** {@code direct, inline, open, openAccess, autoGrant, bondPerToken, accessPrice, quota}. */
  static Tuple policy(boolean open, long bond, long price) {
    return AbiValues.tuple(true, true, open, open, false, bond, price, 0L);
  }

  static Tuple settings(Tuple policy, long quorum, Address... reviewers) {
    return settings("bench", OWNER, policy, quorum, reviewers);
  }

  static Tuple terms(long outputRate, long minSpan, long minRarity) {
    return terms(BigInteger.valueOf(outputRate), SHARES, minSpan, minRarity, 0, Address.ZERO);
  }

  /** Terms of a model that pays by attested influence. */
  static Tuple influenceTerms(long outputRate) {
    return terms(BigInteger.valueOf(outputRate), SHARES, 4, 1, INFLUENCE, Address.ZERO);
  }

  /** A Datanet that everybody may use for nothing. */
  long openDatanet() {
    return id(
        send(
            OWNER, "Datanets", "createDatanet", "open", settings(policy(true, 0, 0), 1, REVIEWER)));
  }

  /** Contributions of one document each, accepted and not sealed. */
  List<Contribution> contribute(long datanet, List<Address> contributors, List<int[]> texts) {
    List<Contribution> corpus = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Content content = Content.of(List.of(texts.get(i)), VOCABULARY);
      long id =
          id(
              send(
                  contributors.get(i),
                  "Datanets",
                  "contributeInline",
                  datanet,
                  "",
                  content.encoded()));
      send(REVIEWER, "Datanets", "accept", id);
      corpus.add(Contribution.of(id, content));
    }
    return corpus;
  }

  /** A Datanet of one version with these texts. */
  long datanet(List<Address> contributors, List<int[]> texts) {
    long datanet = openDatanet();
    seal(datanet, contribute(datanet, contributors, texts));
    return datanet;
  }

  /** A deployed model on the first version of each Datanet. */
  long deploy(Tuple terms, long... datanets) {
    return deploy(terms, KEY, 1, datanets);
  }
}
