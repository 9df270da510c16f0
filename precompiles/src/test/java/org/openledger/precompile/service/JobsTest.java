package org.openledger.precompile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.tuple;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.ADMIN;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.service.ServiceFixture.ACCEPT;
import static org.openledger.precompile.service.ServiceFixture.CLIENT;
import static org.openledger.precompile.service.ServiceFixture.CONFIRM;
import static org.openledger.precompile.service.ServiceFixture.CONTRACT;
import static org.openledger.precompile.service.ServiceFixture.DELIVER;
import static org.openledger.precompile.service.ServiceFixture.HASH;
import static org.openledger.precompile.service.ServiceFixture.OTHER;
import static org.openledger.precompile.service.ServiceFixture.PROVIDER;
import static org.openledger.precompile.service.ServiceFixture.SELF;
import static org.openledger.precompile.service.ServiceFixture.START;
import static org.openledger.precompile.service.ServiceFixture.WINDOW;
import static org.openledger.precompile.service.ServiceFixture.delivery;
import static org.openledger.precompile.service.ServiceFixture.jobTerms;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** Fine-tune jobs: each way through their life, who may go it, and what each party gets. */
class JobsTest {

  private final ServiceFixture it = new ServiceFixture();
  private final TestNetwork network = it.network;

  @BeforeEach
  void providers() {
    it.register(PROVIDER, 3_000);
  }

  private int status(long job) {
    return it.job(job).<Integer>get(2);
  }

  private long escrow(long job) {
    return it.job(job).<BigInteger>get(8).longValueExact();
  }

  private long liabilities() {
    return it.number("liabilities").longValueExact();
  }

  @Test
  void aConfirmedJobPaysTheProviderLessTheFee() {
    long job = it.open(10_001, 500);
    assertThat(status(job)).isEqualTo(1);
    assertThat(escrow(job)).isEqualTo(10_101);
    assertThat(liabilities()).isEqualTo(13_101);
    it.skip(ACCEPT);
    it.send(PROVIDER, "acceptJob", job);
    assertThat(it.credit(CLIENT)).isEqualTo(100); // The data budget that was not needed.
    assertThat(it.provider(PROVIDER).<BigInteger>get(2)).isEqualTo(500);
    it.skip(DELIVER);
    it.send(PROVIDER, "deliverJob", job, delivery());
    Tuple told = it.job(job);
    assertThat(told.<Tuple>get(17)).isEqualTo(delivery());
    assertThat(told.<BigInteger>get(10)).isEqualTo(START + ACCEPT + DELIVER + CONFIRM);
    it.send(CLIENT, "confirmJob", job);
    assertThat(status(job)).isEqualTo(5);
    // A fortieth, rounded up.
    assertThat(it.credit(PROVIDER)).isEqualTo(10_001 - 251);
    assertThat(it.credit(PLATFORM)).isEqualTo(251);
    Tuple provider = it.provider(PROVIDER);
    assertThat(provider.<BigInteger>get(2)).isZero();
    assertThat(provider.<BigInteger>get(5)).isZero();
    assertThat(provider.<BigInteger>get(6)).isEqualTo(1);
    assertThat(liabilities()).isEqualTo(3_000);
    assertThat(escrow(job)).isZero();
  }

  @Test
  void eachDeadlineIsTheLastBlockOfItsCall() {
    long job = it.open(1_000, 500);
    it.skip(ACCEPT);
    assertThat(it.refuse("TooEarly", OTHER, "cancelJob", job))
        .isEqualTo(tuple(START + ACCEPT + 1, START + ACCEPT));
    it.skip(1);
    assertThat(it.refuse("DeadlinePassed", PROVIDER, "acceptJob", job))
        .isEqualTo(tuple(START + ACCEPT, START + ACCEPT + 1));
    it.send(OTHER, "cancelJob", job);

    job = it.accepted(1_000, 500);
    it.skip(DELIVER);
    it.refuse("TooEarly", OTHER, "missJob", job);
    it.refuse("TooEarly", CLIENT, "missJob", job);
    it.skip(1);
    it.refuse("DeadlinePassed", PROVIDER, "deliverJob", job, delivery());
    it.send(OTHER, "missJob", job);

    job = it.delivered(1_000, 500);
    it.skip(CONFIRM);
    it.refuse("TooEarly", OTHER, "confirmJob", job);
    it.skip(1);
    it.refusePaid("DeadlinePassed", CLIENT, 100, "disputeJob", job, HASH);
    it.send(OTHER, "confirmJob", job);

    job = it.disputed(1_000, 500);
    it.skip(WINDOW);
    it.refuse("TooEarly", OTHER, "lapseDispute", job);
    it.skip(1);
    it.refuse("DeadlinePassed", GOVERNOR, "resolveDispute", job, 0L, HASH);
    it.send(OTHER, "lapseDispute", job);
  }

  @Test
  void theLastBlockStillCounts() {
    long job = it.open(1_000, 500);
    it.skip(ACCEPT);
    it.send(PROVIDER, "acceptJob", job);
    it.skip(DELIVER);
    it.send(PROVIDER, "deliverJob", job, delivery());
    it.skip(CONFIRM);
    it.pay(CLIENT, 100, "disputeJob", job, HASH);
    it.skip(WINDOW);
    it.resolve(job, 10_000);
    assertThat(status(job)).isEqualTo(6);
  }

  @Test
  void aMissedJobGivesPriceAndPenaltyToTheClient() {
    long job = it.accepted(1_000, 501);
    it.skip(DELIVER + 1);
    it.send(OTHER, "missJob", job);
    assertThat(status(job)).isEqualTo(8);
    assertThat(it.credit(CLIENT)).isEqualTo(1_000 + 100 + 250);
    Tuple provider = it.provider(PROVIDER);
    assertThat(provider.<BigInteger>get(1)).isEqualTo(2_750);
    assertThat(provider.<BigInteger>get(2)).isZero();
    assertThat(provider.<BigInteger>get(7)).isEqualTo(1);
    // A provider who sees that he cannot deliver need not keep the client waiting.
    long other = it.accepted(1_000, 0);
    it.send(PROVIDER, "missJob", other);
    assertThat(status(other)).isEqualTo(8);
  }

  @Test
  void aDisputeIsSplitAsTheGovernorSays() {
    long job = it.disputed(1_001, 400);
    assertThat(escrow(job)).isEqualTo(1_001 + 101);
    it.resolve(job, 2_500);
    // Price: 250 (fee 7) and 751; the client's bond: 25 and 76; of the provider's 3/4 of half.
    assertThat(it.credit(PROVIDER)).isEqualTo(250 - 7 + 25);
    assertThat(it.credit(PLATFORM)).isEqualTo(7);
    assertThat(it.credit(CLIENT)).isEqualTo(100 + 751 + 76 + 150);
    Tuple provider = it.provider(PROVIDER);
    assertThat(provider.<BigInteger>get(1)).isEqualTo(2_850);
    assertThat(provider.<BigInteger>get(8)).isEqualTo(1);
    assertThat(liabilities()).isEqualTo(2_850);
  }

  @Test
  void aWonDisputePaysTheProviderTheClientsBond() {
    long job = it.disputed(1_000, 400);
    it.resolve(job, 10_000);
    assertThat(it.credit(PROVIDER)).isEqualTo(1_000 - 25 + 100);
    assertThat(it.credit(CLIENT)).isEqualTo(100);
    assertThat(it.provider(PROVIDER).<BigInteger>get(8)).isZero();
  }

  @Test
  void anUnresolvedDisputeGoesHalvesAndBondsGoBack() {
    long job = it.disputed(1_001, 400);
    it.skip(WINDOW + 1);
    it.send(OTHER, "lapseDispute", job);
    assertThat(it.credit(PROVIDER)).isEqualTo(500 - 13);
    assertThat(it.credit(CLIENT)).isEqualTo(100 + 501 + 101);
    assertThat(it.provider(PROVIDER).<BigInteger>get(1)).isEqualTo(3_000);
    assertThat(it.provider(PROVIDER).<BigInteger>get(8)).isZero();
  }

  @Test
  void aGovernorDecidesNoDisputeOfHisOwn() {
    network.send(ADMIN, "System", "grantRole", Role.GOVERNOR.id(), CLIENT);
    network.send(ADMIN, "System", "grantRole", Role.GOVERNOR.id(), PROVIDER);
    long job = it.disputed(1_000, 400);
    for (Address party : new Address[] {CLIENT, PROVIDER}) {
      assertThat(it.refuse("ConflictOfInterest", party, "resolveDispute", job, 0L, HASH))
          .isEqualTo(tuple(party));
    }
    it.refuse("AccessControlUnauthorizedAccount", OTHER, "resolveDispute", job, 0L, HASH);
    it.refuse("ValueOutOfBounds", GOVERNOR, "resolveDispute", job, 10_001L, HASH);
  }

  @Test
  void onlyWhoIsMeantGoesOn() {
    long job =
        it.pay(CLIENT, 600, "openJob", it.terms(PROVIDER, 500, 0))
            .<BigInteger>get(0)
            .longValueExact();
    it.register(OTHER, 2_000);
    assertThat(it.refuse("NotProvider", OTHER, "acceptJob", job)).isEqualTo(tuple(job, OTHER));
    it.refuse("TooEarly", PROVIDER, "cancelJob", job);
    it.send(PROVIDER, "acceptJob", job);
    it.refuse("NotProvider", OTHER, "deliverJob", job, delivery());
    it.send(PROVIDER, "deliverJob", job, delivery());
    it.refuse("TooEarly", PROVIDER, "confirmJob", job);
    assertThat(it.refusePaid("NotClient", OTHER, 50, "disputeJob", job, HASH))
        .isEqualTo(tuple(job, OTHER));
    assertThat(it.refusePaid("WrongValue", CLIENT, 49, "disputeJob", job, HASH))
        .isEqualTo(tuple(49L, 50L));
  }

  /** INV-SERV-04: each call finds its job in one status only. */
  @Test
  void noCallLeavesAnotherStatusThanItsOwn() {
    it.parameter(Parameter.MISSED_PENALTY, 0);
    long[] jobs = new long[9];
    jobs[1] = it.open(1_000, 100);
    jobs[2] = it.accepted(1_000, 100);
    jobs[3] = it.delivered(1_000, 100);
    jobs[4] = it.disputed(1_000, 100);
    jobs[5] = it.delivered(1_000, 100);
    it.send(CLIENT, "confirmJob", jobs[5]);
    jobs[6] = it.disputed(1_000, 100);
    it.resolve(jobs[6], 5_000);
    jobs[7] = it.open(1_000, 100);
    it.send(CLIENT, "cancelJob", jobs[7]);
    jobs[8] = it.accepted(1_000, 100);
    it.send(PROVIDER, "missJob", jobs[8]);
    for (int status = 1; status <= 8; status++) {
      assertThat(status(jobs[status])).isEqualTo(status);
      refused(1, status, CLIENT, "cancelJob", jobs[status]);
      refused(1, status, PROVIDER, "acceptJob", jobs[status]);
      refused(1, status, CLIENT, "dataCost", jobs[status]);
      refused(2, status, PROVIDER, "missJob", jobs[status]);
      refused(2, status, PROVIDER, "deliverJob", jobs[status], delivery());
      refused(3, status, CLIENT, "confirmJob", jobs[status]);
      refused(3, status, CLIENT, "disputeJob", jobs[status], HASH);
      refused(4, status, GOVERNOR, "resolveDispute", jobs[status], 1L, HASH);
      refused(4, status, OTHER, "lapseDispute", jobs[status]);
    }
  }

  private void refused(int own, int status, Address sender, String function, Object... arguments) {
    if (status != own) {
      assertThat(it.refuse("WrongJobStatus", sender, function, arguments))
          .isEqualTo(Tuple.from(wei((Long) arguments[0]), status));
    }
  }

  @Test
  void termsAreBounded() {
    for (Object[] bad :
        new Object[][] {
          {"price", 3, Holding.MAX.add(BigInteger.ONE)},
          {"bond", 4, Holding.MAX.add(BigInteger.ONE)},
          {"dataBudget", 5, Holding.MAX.add(BigInteger.ONE)},
          {"acceptBlocks", 6, BigInteger.ZERO},
          {"acceptBlocks", 6, wei(10_001)},
          {"deliverBlocks", 7, wei(10_001)},
          {"confirmBlocks", 8, BigInteger.ZERO},
        }) {
      Object[] terms = new Object[10];
      for (int i = 0; i < terms.length; i++) {
        terms[i] = it.terms(Address.ZERO, 1, 0).get(i);
      }
      terms[(int) bad[1]] = bad[2];
      Tuple told = it.refuse("ValueOutOfBounds", CLIENT, "openJob", Tuple.from(terms));
      assertThat(told.<byte[]>get(0)).isEqualTo(AbiValues.name((String) bad[0]).toArrayUnsafe());
    }
    assertThat(it.refusePaid("WrongValue", CLIENT, 599, "openJob", it.terms(PROVIDER, 500, 0)))
        .isEqualTo(tuple(599L, 600L));
    assertThat(it.refuse("UnknownJob", PROVIDER, "acceptJob", 1L)).isEqualTo(tuple(1L));
    it.refuse("UnknownJob", PROVIDER, "job", 0L);
    network.host.setBalance(SELF, UInt256.valueOf(1_000_000));
    Address itself = NativeAddress.STAKING.address();
    network.host.setBalance(itself, UInt256.valueOf(1_000));
    assertThat(it.refusePaid("NotPayable", itself, 600, "openJob", it.terms(PROVIDER, 500, 0)))
        .isEqualTo(tuple(itself));
  }

  @Test
  void deliveriesAreBounded() {
    long job = it.accepted(100, 0);
    BigInteger much = BigInteger.ONE.shiftLeft(128);
    for (int member = 3; member < 5; member++) {
      Object[] delivery = new Object[5];
      for (int i = 0; i < 5; i++) {
        delivery[i] = i == member ? much : delivery().get(i);
      }
      it.refuse("ValueOutOfBounds", PROVIDER, "deliverJob", job, Tuple.from(delivery));
    }
  }

  @Test
  void aJobForAModelIsItsCreators() {
    long datanet = network.createDatanet();
    long version = network.seal(datanet, network.accepted(OWNER, datanet, "abcdefgh"));
    network.attest(datanet, version);
    long model = network.deploy(network.terms(wei(1_000), 4, 1), datanet, version);
    Tuple terms = jobTerms(Address.ZERO, model, 100, 0, 0);
    assertThat(it.refusePaid("NotCreator", CLIENT, 100, "openJob", terms))
        .isEqualTo(tuple(model, CLIENT));
    it.pay(CREATOR, 100, "openJob", terms);
    assertThat(it.job(1).<BigInteger>get(3)).isEqualTo(model);
    assertThat(it.refusePaid("UnknownModel", CREATOR, 1, "openJob", jobTerms(PROVIDER, 9, 1, 0, 0)))
        .isEqualTo(tuple(9L));
    network.send(CREATOR, "Models", "retire", model);
    assertThat(it.refusePaid("ModelRetired", CREATOR, 100, "openJob", terms))
        .isEqualTo(tuple(model));
  }

  /** INV-SERV-05. */
  @Test
  void sharesOfAnOpenJobDoNotChange() {
    long job = it.disputed(1_000, 400);
    it.parameter(Parameter.SERVICE_FEE, 2_000);
    it.parameter(Parameter.MISSED_PENALTY, 10_000);
    it.parameter(Parameter.DISPUTE_SHARE, 10_000);
    it.parameter(Parameter.DISPUTE_WINDOW, 1);
    it.skip(WINDOW);
    it.resolve(job, 5_000);
    assertThat(it.credit(PLATFORM)).isEqualTo(13);
    assertThat(it.provider(PROVIDER).<BigInteger>get(1)).isEqualTo(2_900);
  }

  @Test
  void accessIsBoughtForTheClientUpToTheEndOfTheDelivery() {
    BigInteger before = it.credit(DATANET_TREASURY);
    long job =
        it.pay(CLIENT, 600, "openJob", it.terms(PROVIDER, 500, 0, it.free, it.sold))
            .<BigInteger>get(0)
            .longValueExact();
    assertThat(it.number("dataCost", job)).isEqualTo(3 * (DELIVER + 1));
    assertThat(it.network.<Tuple[]>read(CONTRACT, "jobData", job))
        .containsExactly(tuple(it.free, 1L), tuple(it.sold, 1L));
    it.send(PROVIDER, "acceptJob", job);
    assertThat(it.credit(DATANET_TREASURY).subtract(before)).isEqualTo(63);
    assertThat(it.credit(CLIENT)).isEqualTo(100 - 63);
    assertThat(escrow(job)).isEqualTo(500);
    Tuple access = network.send(OTHER, "Datanets", "hasAccess", it.sold, CLIENT);
    assertThat(access.<Boolean>get(0)).isTrue();
    assertThat(access.<BigInteger>get(1)).isEqualTo(START + DELIVER + 1);
    Tuple request = network.read("Datanets", "request", 1L);
    assertThat(request.<Integer>get(2)).isEqualTo(2);
    // A second job ten blocks later pays for ten more.
    it.skip(10);
    long next =
        it.pay(CLIENT, 600, "openJob", it.terms(PROVIDER, 500, 0, it.sold))
            .<BigInteger>get(0)
            .longValueExact();
    assertThat(it.number("dataCost", next)).isEqualTo(30);
    it.send(PROVIDER, "acceptJob", next);
    assertThat(network.host.balance(NativeAddress.DATANETS.address()).isZero()).isTrue();
  }

  @Test
  void noDatanetsRuleIsPassedBy() {
    long job =
        it.pay(CLIENT, 600, "openJob", it.terms(PROVIDER, 500, 0, it.asked))
            .<BigInteger>get(0)
            .longValueExact();
    assertThat(it.refuse("AccessNotGranted", PROVIDER, "acceptJob", job))
        .isEqualTo(tuple(it.asked, CLIENT));
    it.refuse("AccessNotGranted", PROVIDER, "dataCost", job);
    // Access that ends before the delivery does not do, one block more does.
    long until = START + DELIVER;
    network.send(OWNER, "Datanets", "giveAccess", it.asked, CLIENT, HASH, until);
    it.refuse("AccessNotGranted", PROVIDER, "acceptJob", job);
    network.send(OWNER, "Datanets", "giveAccess", it.asked, CLIENT, HASH, until + 1);
    it.send(PROVIDER, "acceptJob", job);
    assertThat(it.credit(CLIENT)).isEqualTo(100);
  }

  @Test
  void theDataBudgetIsNotExceeded() {
    Tuple terms = jobTerms(PROVIDER, 0, 500, 0, 62, it.sold);
    long job = it.pay(CLIENT, 562, "openJob", terms).<BigInteger>get(0).longValueExact();
    assertThat(it.refuse("DataBudgetExceeded", PROVIDER, "acceptJob", job))
        .isEqualTo(tuple(63L, 62L));
    it.parameter(Parameter.MAX_ACCESS, DELIVER);
    assertThat(it.refuse("AccessTooLong", PROVIDER, "acceptJob", job))
        .isEqualTo(tuple(START + DELIVER, START + DELIVER - 1));
  }

  @Test
  void dataIsNamedOnceAndExists() {
    assertThat(
            it.refusePaid(
                "UnorderedDatanets",
                CLIENT,
                600,
                "openJob",
                it.terms(PROVIDER, 500, 0, it.sold, it.sold)))
        .isEqualTo(tuple(it.sold));
    assertThat(
            it.refusePaid(
                "TooManyDatanets", CLIENT, 600, "openJob", it.terms(PROVIDER, 500, 0, 1, 2, 3, 4)))
        .isEqualTo(tuple(4L, 3L));
    assertThat(
            it.refusePaid("UnknownVersion", CLIENT, 600, "openJob", it.terms(PROVIDER, 500, 0, 99)))
        .isEqualTo(tuple(99L, 1L));
  }
}
