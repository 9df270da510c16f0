// What each event of the native contracts moves, as the interfaces' documentation says. An event that this file does
// not know ends the recount: nothing is passed over in silence.
import { ZeroAddress } from "ethers";
import { contracts } from "../contracts.mjs";
import { address, Sums } from "./book.mjs";
import { fee, influenceShares, payouts, ratingRewards } from "./rules.mjs";
import { SILENT } from "./silent.mjs";
import { StakePool } from "./stakes.mjs";

const at = Object.fromEntries(Object.entries(contracts).map(([name, { address: a }]) => [name, address(a)]));
const FEES = at.InferenceFees;
const REDEEM = contracts.Staking.interface.getFunction("redeem").selector;

export class Events {
  coins = new Sums("coins");
  credit = new Sums("credit");
  deposit = new Sums("deposit");
  accrued = new Sums("accrued");
  rewards = new Sums("stakers' rewards");
  feedback = new Sums("feedback pool");
  influence = new Sums("influence pool");
  raterBond = new Sums("rater's bond");
  contributionBond = new Sums("contribution's bond");
  request = new Sums("price of a request for access");
  free = new Sums("gOPEN");
  staked = new Sums("stake");
  cooling = new Sums("cooling stake");
  providerBond = new Sums("provider's bond");
  job = new Sums("job's escrow");
  rent = new Sums("rent to come");
  usage = new Sums("usage's escrow");
  attesterBond = new Sums("attester's bond");
  /** Credits by contract and account: as Credited tells them, and as they follow from the other events. */
  told = new Sums("credit that was told");
  derived = new Sums("credit that follows");

  #facts = new Map();
  #pools = new Map();
  #checks;
  #ask;

  /** ask: views of the chain, by contract, function, arguments, at a block. */
  constructor(checks, ask) {
    this.#checks = checks;
    this.#ask = ask;
  }

  /** What an earlier event told. */
  #known(kind, id) {
    const found = this.#facts.get(`${kind} ${id}`);
    if (found === undefined) throw new Error(`${kind} ${id} was never told of`);
    return found;
  }

  #learn(kind, id, fact) {
    this.#facts.set(`${kind} ${id}`, fact);
  }

  /** What is staked on a model, or generally (0), as far as it earns. */
  #pool(model) {
    if (!this.#pools.has(model)) this.#pools.set(model, new StakePool());
    return this.#pools.get(model);
  }

  #forStakers(model, wei) {
    this.rewards.add("all", wei);
    this.#pool(model).share(wei);
  }

  #move(from, to, wei) {
    this.coins.take(from, wei);
    this.coins.add(to, wei);
  }

  /** Coins that leave a contract for InferenceFees, which owes them to an account from then on. */
  #handOver(from, to, wei) {
    this.#move(from, FEES, wei);
    this.credit.add(to, wei);
    this.derived.add(`${from} ${to}`, wei);
  }

  /** Takes an event in: { contract, name, args, block, value, to } with the transaction's value and recipient. */
  async read(event) {
    const handler = this[event.contract]?.[event.name];
    if (handler) await handler(event.args, event);
    else if (!SILENT[event.contract]?.split(" ").includes(event.name)) {
      throw new Error(`${event.contract}.${event.name} in block ${event.block}: not known here`);
    }
  }

  async #payouts(packed, block) {
    const found = new Map();
    for (const { number, amount } of payouts(packed)) {
      const account = address(await this.#ask("InferenceFees", "account", [number], block));
      this.credit.add(account, amount);
      found.set(account, amount);
    }
    return found;
  }

  #parameter(name, block) {
    const key = "0x" + Buffer.from(name, "ascii").toString("hex").padEnd(64, "0");
    return this.#ask("System", "parameter", [key], block);
  }

  async #platform(block) {
    const word = await this.#parameter("platformAccount", block);
    return address("0x" + word.toString(16).padStart(40, "0"));
  }

  async #payProvider(provider, amount, fee, block) {
    this.#handOver(at.Services, provider, amount - fee);
    if (fee > 0n) this.#handOver(at.Services, await this.#platform(block), fee);
  }

  System = {
    AccrualPaid: ({ account, amount }) => {
      this.accrued.take("all", amount);
      this.credit.add(account, amount);
    },
  };

  Datanets = {
    DatanetCreated: ({ datanet, treasury }) => this.#learn("treasury", datanet, treasury),
    TreasuryChanged: ({ datanet, treasury }) => this.#learn("treasury", datanet, treasury),
    Contributed: ({ contribution, contributor }) => this.#learn("contributor", contribution, contributor),
    BondPosted: ({ contribution, amount }) => this.contributionBond.add(contribution, amount),
    BondReleased: ({ contribution, contributor, amount }) => {
      this.contributionBond.take(contribution, amount);
      this.#handOver(at.Datanets, contributor, amount);
    },
    BondSlashed: ({ contribution, beneficiary, amount }) => {
      this.contributionBond.take(contribution, amount);
      this.#handOver(at.Datanets, beneficiary, amount);
    },
    AccessRequested: ({ request, requester, price }, { to }) => {
      this.request.add(request, price);
      this.#learn("requester", request, requester);
      // Bought inside a job: the coins come from its escrow.
      if (address(to) === at.Services) this.#move(at.Services, at.Datanets, price);
    },
    AccessGranted: ({ datanet, request }) => {
      const price = this.request.of(request);
      this.request.take(request, price);
      this.#handOver(at.Datanets, this.#known("treasury", datanet), price);
    },
    AccessDenied: ({ request }) => this.#giveBack(request),
    Credited: ({ account, amount }) => this.told.add(`${at.Datanets} ${account}`, amount),
    RequestCancelled: ({ request }) => this.#giveBack(request),
  };

  #giveBack(request) {
    const price = this.request.of(request);
    this.request.take(request, price);
    this.#handOver(at.Datanets, this.#known("requester", request), price);
  }

  Models = {
    ModelProposed: ({ model, terms }) => this.#learn("terms", `${model} 1`, terms),
    VersionProposed: ({ model, version, terms }) => this.#learn("terms", `${model} ${version}`, terms),
    VersionScheduled: ({ model, version, source, pricing }) => {
      const { unit } = this.#known("terms", `${model} ${source}`);
      this.#learn("terms", `${model} ${version}`, { ...pricing.toObject(), unit });
    },
  };

  InferenceFees = {
    Deposited: ({ account, amount }) => this.deposit.add(account, amount),
    DepositWithdrawn: ({ account, amount }) => {
      this.deposit.take(account, amount);
      this.#move(FEES, account, amount);
    },
    InferenceSettled: async (args, { block, value, to }) => {
      const { model, payer, version, fee: told, inputTokens, tokens, sink } = args;
      const own = fee(this.#known("terms", `${model} ${version}`), inputTokens, tokens);
      for (const part of Object.keys(own)) {
        this.#checks.equal(`${part} of request ${args.request} of model ${model}`, told[part], own[part]);
      }
      this.#checks.equal("platform's fee", told.platform, await this.#parameter("platformFee", block));
      this.#checks.equal("gross = platform + net", told.gross, told.platform + told.net);
      if (value > 0n && address(to) === FEES) this.#checks.equal("value = gross", value, told.gross);
      else this.deposit.take(payer, told.gross);
      const paid = [...(await this.#payouts(args.payouts, block)).values()].reduce((a, b) => a + b, 0n);
      const byTokens = this.#known("terms", `${model} ${version}`).unit !== 2n;
      if (byTokens) this.#checks.equal("contributors = payouts + sink", told.contributors, paid + sink);
      this.accrued.add("all", told.gross - paid);
    },
    InfluencePoolHeld: ({ model, epoch, amount }) => {
      this.accrued.take("all", amount);
      this.influence.add(model, amount);
      const key = `${model} ${epoch}`;
      this.#learn("pool", key, (this.#facts.get(`pool ${key}`) ?? 0n) + amount);
    },
    Collected: ({ model, account, amount }) => {
      this.accrued.take("all", amount);
      if (account === at.Staking) this.#forStakers(model, amount);
      else if (account === at.Feedback) this.feedback.add(model, amount);
      else this.credit.add(account, amount);
    },
    Withdrawn: ({ account, to, amount }) => {
      this.credit.take(account, amount);
      this.#move(FEES, to, amount);
    },
  };

  Staking = {
    Transfer: ({ from, to, value }) => {
      if (from !== ZeroAddress) this.free.take(from, value);
      if (to !== ZeroAddress) this.free.add(to, value);
    },
    Staked: ({ account, model, amount, shares }) => {
      this.staked.add(`${account} ${model}`, amount);
      this.#pool(model).change(account, shares);
    },
    CooldownStarted: ({ account, model, amount }, { input }) => {
      // Free gOPEN that is redeemed was never staked.
      if (!input.startsWith(REDEEM)) {
        this.staked.take(`${account} ${model}`, amount);
        this.#pool(model).change(account, -amount);
      }
      this.cooling.add(`${account} ${model}`, amount);
    },
    Withdrawn: ({ account, model, amount }) => {
      this.cooling.take(`${account} ${model}`, amount);
      this.#move(at.Staking, account, amount);
    },
    RewardsShared: ({ model, to, amount }) => {
      this.accrued.take("all", amount);
      if (to === at.Staking) this.#forStakers(model, amount);
      else this.credit.add(to, amount);
    },
    RewardPaid: ({ account, model, amount }) => {
      this.#checks.equal(`reward of ${account} by stake`, amount, this.#pool(model).pay(account));
      this.rewards.take("all", amount);
      this.credit.add(account, amount);
    },
  };

  Governance = {
    TreasurySpent: ({ to, amount }) => {
      this.credit.take(at.Governance, amount);
      this.credit.add(to, amount);
    },
  };

  Services = {
    BondDeposited: ({ provider, amount }) => this.providerBond.add(provider, amount),
    BondWithdrawn: ({ provider, amount }) => {
      this.providerBond.take(provider, amount);
      this.#handOver(at.Services, provider, amount);
    },
    JobOpened: ({ job, client, price, dataBudget }) => {
      this.job.add(job, price + dataBudget);
      this.#learn("job", job, { client, dataBudget });
    },
    DataAccessPaid: ({ job, price }) => this.job.take(job, price),
    JobAccepted: ({ job, dataCost }) => {
      const { client, dataBudget } = this.#known("job", job);
      this.job.take(job, dataBudget - dataCost);
      this.#handOver(at.Services, client, dataBudget - dataCost);
    },
    JobCancelled: ({ job }) => {
      const escrow = this.job.of(job);
      this.job.take(job, escrow);
      this.#handOver(at.Services, this.#known("job", job).client, escrow);
    },
    JobPaid: async ({ job, provider, price, fee }, { block }) => {
      this.job.take(job, price);
      await this.#payProvider(provider, price, fee, block);
    },
    OfferOpened: ({ offer, provider }) => this.#learn("host", offer, provider),
    Subscribed: ({ subscription, offer, client, rent, escrow }) => {
      this.rent.add(subscription, rent);
      this.usage.add(subscription, escrow);
      this.#learn("subscription", subscription, { client, host: this.#known("host", offer) });
    },
    UsageFunded: ({ subscription, amount }) => this.usage.add(subscription, amount),
    RentPaid: async ({ subscription, provider, amount, fee }, { block }) => {
      this.rent.take(subscription, amount);
      await this.#payProvider(provider, amount, fee, block);
    },
    UsageBatchSettled: async ({ subscription, amount, fee }, { block }) => {
      this.usage.take(subscription, amount);
      await this.#payProvider(this.#known("subscription", subscription).host, amount, fee, block);
    },
    SubscriptionEnded: ({ subscription, refund }) => {
      this.rent.take(subscription, refund);
      this.#handOver(at.Services, this.#known("subscription", subscription).client, refund);
    },
    SubscriptionClosed: ({ subscription, refund }) => {
      this.usage.take(subscription, refund);
      this.#handOver(at.Services, this.#known("subscription", subscription).client, refund);
    },
    Credited: ({ account, amount }) => this.told.add(`${at.Services} ${account}`, amount),
  };

  Feedback = {
    PoolFunded: ({ model, amount }) => {
      this.#move(at.Feedback, FEES, amount);
      this.feedback.add(model, amount);
    },
    AccrualShared: ({ model, creator, toCreator, toPool }) => {
      this.accrued.take("all", toCreator + toPool);
      this.credit.add(creator, toCreator);
      this.feedback.add(model, toPool);
    },
    RaterBonded: ({ rater, amount }) => {
      this.#move(at.Feedback, FEES, amount);
      this.raterBond.add(rater, amount);
    },
    RaterBondWithdrawn: ({ rater, amount }) => {
      this.raterBond.take(rater, amount);
      this.credit.add(rater, amount);
    },
    RoundOpened: ({ model, round }) => this.#learn("ballots", `${model} ${round}`, new Map()),
    RoundClosed: () => {},
    RatingsRevealed: ({ model, round, rater, ratings }) =>
      this.#known("ballots", `${model} ${round}`).set(rater, [...Buffer.from(ratings.slice(2), "hex")]),
    RewardPaid: async ({ model, round, rater, points, amount }, { block }) => {
      const rules = await this.#ask("Feedback", "round", [model, round], block);
      const own = ratingRewards(rules, this.#known("ballots", `${model} ${round}`)).get(rater);
      this.#checks.equal(`points of ${rater}`, points, own.points);
      this.#checks.equal(`reward of ${rater}`, amount, own.amount);
      this.feedback.take(model, amount);
      this.credit.add(rater, amount);
    },
    BondForfeited: ({ model, rater, amount }) => {
      this.raterBond.take(rater, amount);
      this.feedback.add(model, amount);
    },
    CorrectionApproved: ({ model, author, bounty }) => {
      this.feedback.take(model, bounty);
      this.credit.add(author, bounty);
    },
  };

  Agents = {
    AgentRegistered: ({ agent, wallet }) => this.#learn("wallet", agent, wallet),
    OwnershipTransferred: () => {},
    AgentFunded: ({ agent, amount }) => {
      this.#move(at.Agents, FEES, amount);
      this.deposit.add(this.#known("wallet", agent), amount);
    },
    BudgetReclaimed: ({ agent, owner, amount }) => {
      this.deposit.take(this.#known("wallet", agent), amount);
      this.credit.add(owner, amount);
    },
    EarningsCollected: ({ owner, wallet, amount }) => {
      this.credit.take(wallet, amount);
      this.credit.add(owner, amount);
    },
  };

  InfluenceAttestations = {
    AttesterBondDeposited: ({ attester, amount }) => this.attesterBond.add(attester, amount),
    AttesterBondWithdrawn: ({ attester, amount }) => {
      this.attesterBond.take(attester, amount);
      this.#move(at.InfluenceAttestations, attester, amount);
    },
    ResultSubmitted: ({ model, epoch, weights }) => this.#learn("weights", `${model} ${epoch}`, weights),
    Credited: ({ account, amount }) => this.credit.add(account, amount),
    PoolPaid: async ({ model, epoch, pool, sink, payouts: packed }, { block }) => {
      const key = `${model} ${epoch}`;
      this.#checks.equal(`pool of epoch ${key}`, pool, this.#known("pool", key));
      const own = influenceShares(pool, this.#known("weights", key), (id) => this.#known("contributor", id));
      const paid = await this.#payouts(packed, block);
      this.#checks.equal(`payees of epoch ${key}`, paid.size, own.size);
      let sum = sink;
      for (const [payee, amount] of own) {
        this.#checks.equal(`share of ${payee} by influence`, paid.get(payee), amount);
        sum += amount;
      }
      this.#checks.equal(`epoch ${key}: payouts + sink`, sum, pool);
      this.influence.take(model, pool);
    },
    PoolForfeited: ({ model, pool }) => this.influence.take(model, pool),
  };
}
