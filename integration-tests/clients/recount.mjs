// Recounts every coin of a chain on which the full story was told: from nothing but its blocks, receipts, events and
// the published ABI it computes what each account has and what each contract owes, and compares that with the balances
// and views of the chain.
//
//   node recount.mjs RPC_URL [BENEFICIARY]
//
// A network whose genesis names who earns what gas costs does not tell so in its blocks: then he is the second argument.
//
// All accounts that ever sent or got something are recounted, by whomsoever. Exit code 1 on any difference. An event that
// no rule is written for is one: disputes, batches, reservations, pledges, slashed stake and challenges are no part of
// the story.
import { Contract, JsonRpcProvider, formatEther, isAddress } from "ethers";
import { Checks, contracts } from "./contracts.mjs";
import { address, blocks, number } from "./recount/book.mjs";
import { Events } from "./recount/events.mjs";

const [url, beneficiary] = process.argv.slice(2);
if (!url) {
  console.error("usage: node recount.mjs RPC_URL [BENEFICIARY]");
  process.exit(2);
}

const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true, cacheTimeout: -1 });
const checks = new Checks();
const ask = (contract, method, args, blockTag) =>
  new Contract(contracts[contract].address, contracts[contract].interface, provider)[method](...args, { blockTag });
const natives = new Map(Object.entries(contracts).map(([name, it]) => [address(it.address), { name, ...it }]));
const state = new Events(checks, ask);
const spentOnGas = new Map();
const first = new Map();

/** An account's coins begin with what block 0 gave it. */
async function meet(account) {
  if (first.has(account)) return;
  const wei = await provider.getBalance(account, 0);
  first.set(account, wei);
  state.coins.add(account, wei);
}

/** Everything that a transaction did. */
async function read(block, { transaction, receipt }) {
  const from = address(transaction.from);
  const to = address(transaction.to);
  const miner = address(beneficiary ?? block.miner);
  for (const account of [from, to, miner]) await meet(account);
  const value = number(transaction.value);
  const price = number(receipt.effectiveGasPrice);
  const used = number(receipt.gasUsed);
  state.coins.take(from, used * price);
  state.coins.add(miner, used * (price - number(block.baseFeePerGas ?? "0x0")));
  spentOnGas.set(from, (spentOnGas.get(from) ?? 0n) + used * price);
  if (receipt.status !== "0x1") return;
  state.coins.take(from, value);
  state.coins.add(to, value);
  const events = [];
  for (const log of receipt.logs) {
    const native = natives.get(address(log.address));
    if (native === undefined) throw new Error(`a log of ${log.address}, which is no native contract`);
    const { name, args } = native.interface.parseLog(log);
    events.push({ contract: native.name, name, args });
  }
  for (const event of events) {
    for (const arg of event.args) if (typeof arg === "string" && isAddress(arg)) await meet(address(arg));
    await state.read({ ...event, block: number(block.number), value, to, input: transaction.input });
  }
}

for (const { name } of natives.values()) await meet(address(contracts[name].address));
const head = await provider.getBlockNumber();
let transactions = 0;
for await (const { block, transactions: some } of blocks(provider, head)) {
  for (const one of some) await read(block, one);
  transactions += some.length;
}

// 1. Coins, credits, deposits and bonds of every account.
const models = Number(await ask("Models", "modelCount", [], head));
const people = [...first.keys()].filter((account) => !natives.has(account));
const rows = [];
for (const account of people) {
  const [has, credit, statement, rater, provided, attester, free] = await Promise.all([
    provider.getBalance(account, head),
    ask("InferenceFees", "creditOf", [account], head),
    ask("InferenceFees", "statement", [account], head),
    ask("Feedback", "rater", [account], head),
    ask("Services", "provider", [account], head),
    ask("InfluenceAttestations", "attesterOf", [account], head),
    ask("Staking", "balanceOf", [account], head),
  ]);
  checks.equal(`coins of ${account}`, has, state.coins.of(account));
  checks.equal(`credit of ${account}`, credit, state.credit.of(account));
  checks.equal(`deposit of ${account}`, statement.deposit, state.deposit.of(account));
  checks.equal(`rater's bond of ${account}`, rater.bond, state.raterBond.of(account));
  checks.equal(`provider's bond of ${account}`, provided.bond, state.providerBond.of(account));
  checks.equal(`attester's bond of ${account}`, attester.bond, state.attesterBond.of(account));
  checks.equal(`free gOPEN of ${account}`, free, state.free.of(account));
  let stake = 0n;
  for (let model = 0; model <= models; model++) {
    const key = `${account} ${model}`;
    const it = await ask("Staking", "stakeOf", [account, model], head);
    checks.equal(`stake of ${key}`, it.staked, state.staked.of(key));
    checks.equal(`cooling of ${key}`, it.cooling, state.cooling.of(key));
    stake += it.staked + it.cooling;
  }
  const bonds = rater.bond + provided.bond + attester.bond;
  const elsewhere = credit + statement.deposit + bonds + free + stake;
  if (elsewhere + (spentOnGas.get(account) ?? 0n) > 0n || has !== first.get(account)) {
    rows.push([account, first.get(account), has, elsewhere, spentOnGas.get(account) ?? 0n]);
  }
}
const governance = address(contracts.Governance.address);
const treasury = await ask("InferenceFees", "creditOf", [governance], head);
checks.equal("credit of Governance", treasury, state.credit.of(governance));

for (const [key, wei] of state.derived) checks.equal(`Credited of ${key}`, state.told.of(key), wei);
checks.equal("credits of Datanets and Services", state.told.total(), state.derived.total());

// 2. Bonds and escrows by what they are for.
for (const [contribution, wei] of state.contributionBond) {
  const it = await ask("Datanets", "contribution", [contribution], head);
  checks.equal(`bond of contribution ${contribution}`, it.bondState === 1n ? it.bond : 0n, wei);
}
for (const [job, wei] of state.job) {
  checks.equal(`escrow of job ${job}`, (await ask("Services", "job", [job], head)).escrow, wei);
}
for (const [id, wei] of state.usage) {
  const it = await ask("Services", "subscription", [id], head);
  checks.equal(`escrow of subscription ${id}`, it.escrow, wei);
  checks.equal(`rent to come of subscription ${id}`, it.rent - it.paidRent, state.rent.of(id));
}

// 3. What nobody has got yet.
let accrued = await ask("InferenceFees", "accruedPlatform", [], head);
accrued += await ask("InferenceFees", "accruedStakers", [], head);
let rewards = (await ask("Staking", "pool", [0], head)).rewards;
for (let model = 1; model <= models; model++) {
  const of = await ask("InferenceFees", "accrued", [model], head);
  accrued += of.creator + of.sink + of.stakers;
  rewards += (await ask("Staking", "pool", [model], head)).rewards;
  const fund = await ask("Feedback", "pool", [model], head);
  const { left } = await ask("Feedback", "round", [model, fund.rounds], head);
  checks.equal(`feedback pool of model ${model}`, fund.amount + left, state.feedback.of(BigInt(model)));
  const held = await ask("InfluenceAttestations", "heldOf", [model], head);
  checks.equal(`influence pool of model ${model}`, held, state.influence.of(BigInt(model)));
}
checks.equal("accrued, not collected", accrued, state.accrued.of("all"));
checks.equal("stakers' rewards, not claimed", rewards, state.rewards.of("all"));

// 4. What each contract holds, and owes.
const sum = (...sums) => sums.reduce((total, it) => total + it.total(), 0n);
const owed = {
  Datanets: sum(state.contributionBond, state.request),
  InferenceFees:
    sum(state.credit, state.deposit, state.accrued, state.rewards) +
    sum(state.feedback, state.influence, state.raterBond),
  Staking: sum(state.free),
  Services: sum(state.providerBond, state.job, state.rent, state.usage),
  InfluenceAttestations: sum(state.attesterBond),
};
const books = [];
for (const { name, address: a } of natives.values()) {
  const has = await provider.getBalance(a, head);
  const own = owed[name] ?? 0n;
  checks.equal(`coins of ${name}`, has, state.coins.of(address(a)));
  checks.equal(`${name}: holds what it owes`, has, own);
  if (name in owed) checks.equal(`liabilities of ${name}`, await ask(name, "liabilities", [], head), own);
  books.push([name, own, has]);
}

const width = 26;
const line = (name, amounts) => console.log(name.padEnd(42), ...amounts.map((it) => String(it).padStart(width)));
console.log(`${transactions} transactions in ${head} blocks of ${url}`);
line("account", ["in block 0", "coins now", "held for it elsewhere", "spent on gas"]);
for (const [account, ...amounts] of rows) line(account, amounts);
line("contract", ["owes, recounted", "coins now"]);
for (const [name, ...amounts] of books) line(name, amounts);
console.log(`all of it: ${formatEther(sum(state.coins))} OPEN in ${first.size} accounts`);
checks.finish();
provider.destroy();
