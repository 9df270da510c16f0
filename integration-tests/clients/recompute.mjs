// Recomputes the balances of a demo from the chain alone, by ethers, and compares them with what the demo said.
//
//   node recompute.mjs RPC_URL DEMO_JSON_FILE
//
// Taken from the file: the settlement's transaction hash, and the figures to compare. Everything else comes from
// receipts, logs and balances over RPC. Exit code 1 on any difference.
import { readFileSync } from "node:fs";
import { Contract, JsonRpcProvider, formatEther, getAddress } from "ethers";
import { Checks, contracts } from "./contracts.mjs";

const [url, file] = process.argv.slice(2);
if (!url || !file) {
  console.error("usage: node recompute.mjs RPC_URL DEMO_JSON_FILE");
  process.exit(2);
}

const said = JSON.parse(readFileSync(file, "utf8"));
const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true, cacheTimeout: -1 });
const fees = contracts.InferenceFees;
const checks = new Checks();
const sum = (amounts) => [...amounts].reduce((a, b) => a + b, 0n);
const add = (map, account, amount) => map.set(account, (map.get(account) ?? 0n) + amount);

/** The fee contract's logs of a receipt, decoded, by event name. */
function events(receipt) {
  const found = {};
  for (const log of receipt.logs) {
    if (getAddress(log.address) !== getAddress(fees.address)) continue;
    const event = fees.interface.parseLog(log);
    (found[event.name] ??= []).push(event.args);
  }
  return found;
}

const cost = (receipt) => receipt.gasUsed * receipt.gasPrice;

// 1. The settlement.
const settlement = await provider.getTransactionReceipt(said.transaction);
if (settlement === null) throw new Error(`no transaction ${said.transaction} on ${url}`);
const payment = await provider.getTransaction(said.transaction);
checks.equal("status of the settlement", settlement.status, 1);
const logs = events(settlement);
checks.equal("InferenceSettled logs", logs.InferenceSettled?.length, 1);
const settled = logs.InferenceSettled[0];
const fee = settled.fee;
const at = { blockTag: settlement.blockNumber };
const contract = (name) => new Contract(contracts[name].address, contracts[name].interface, provider);

/** Accounts and amounts out of the packed payouts: uint32 number of the account, uint128 wei. */
async function payouts(packed) {
  const found = [];
  for (let i = 2; i < packed.length; i += 40) {
    const number = BigInt("0x" + packed.slice(i, i + 8));
    const amount = BigInt("0x" + packed.slice(i + 8, i + 40));
    found.push({ contributor: await contract("InferenceFees").account(number, at), amount });
  }
  return found;
}

const paid = await payouts(settled.payouts);
const sink = settled.sink;
const contributors = sum(paid.map((e) => e.amount));
checks.equal("gross = value of the transaction", fee.gross, payment.value);
checks.equal("gross = platform + net", fee.gross, fee.platform + fee.net);
checks.equal("net = creator + stakers + contributors", fee.net, fee.creator + fee.stakers + fee.contributors);
checks.equal("contributors = payouts + sink", fee.contributors, contributors + sink);

// 2. Who was credited: contributors by the settlement, the others by the first collection of the model after it.
const collections = {
  address: fees.address,
  topics: [fees.interface.getEvent("Collected").topicHash],
  fromBlock: settlement.blockNumber,
  toBlock: "latest",
};
const model = "0x" + settled.model.toString(16).padStart(64, "0");
const first = (await provider.getLogs(collections)).find((log) => log.topics[1] === model);
const collection = await provider.getTransactionReceipt(first.transactionHash);
const collected = events(collection).Collected;
checks.equal(
  "collected = platform + creator + stakers + sink",
  sum(collected.map((e) => e.amount)),
  fee.platform + fee.creator + fee.stakers + sink,
);
const parameter = async (name) => {
  const key = "0x" + Buffer.from(name, "ascii").toString("hex").padEnd(64, "0");
  return contract("System").parameter(key, at);
};
const account = (word) => getAddress("0x" + word.toString(16).padStart(40, "0"));
const platform = account(await parameter("platformAccount"));
const treasury = account(await parameter("treasury"));
const creator = await contract("Models").creator(settled.model, at);
const got = (who) => sum(collected.filter((e) => e.account === who).map((e) => e.amount));
checks.that("the platform got its fee", got(platform) >= fee.platform);
checks.that("the creator got his share", got(creator) >= fee.creator);
checks.that("the treasury got the stakers' share", got(treasury) >= fee.stakers);
const credits = new Map();
for (const e of paid) add(credits, e.contributor, e.amount);
for (const e of collected) add(credits, e.account, e.amount);
checks.equal("gross = sum of credits", fee.gross, sum(credits.values()));
for (const [who, credit] of credits) {
  const before = await contract("InferenceFees").creditOf(who, { blockTag: settlement.blockNumber - 1 });
  const after = await contract("InferenceFees").creditOf(who, { blockTag: collection.blockNumber });
  checks.equal(`credit of ${who}`, after - before, credit);
}

// 3. What was withdrawn since, up to the last withdrawal of the story: the first of each credited account.
const topic = fees.interface.getEvent("Withdrawn").topicHash;
const filter = { address: fees.address, topics: [topic], fromBlock: settlement.blockNumber, toBlock: "latest" };
const withdrawals = new Map();
for (const log of await provider.getLogs(filter)) {
  const { account: who, amount } = fees.interface.parseLog(log).args;
  if (credits.has(who) && !withdrawals.has(who)) {
    withdrawals.set(who, { amount, receipt: await provider.getTransactionReceipt(log.transactionHash) });
  }
}
const end = Math.max(collection.blockNumber, ...[...withdrawals.values()].map((w) => w.receipt.blockNumber));

// 4. Every account's balance, before and after.
const rows = [];
const accounts = new Set([...credits.keys(), settled.payer]);
for (const who of accounts) {
  const before = await provider.getBalance(who, settlement.blockNumber - 1);
  const after = await provider.getBalance(who, end);
  const withdrawal = withdrawals.get(who);
  const withdrawn = withdrawal?.amount ?? 0n;
  let gas = withdrawal ? cost(withdrawal.receipt) : 0n;
  let spent = 0n;
  if (who === getAddress(collection.from)) gas += cost(collection);
  if (who === settled.payer) {
    gas += cost(settlement);
    spent = fee.gross;
  }
  checks.that(`${who} withdrew`, !credits.get(who) || withdrawal !== undefined, "it did not");
  checks.equal(`balance of ${who}`, after, before + withdrawn - spent - gas);
  const line = said.balances.find((b) => getAddress(b.account) === who);
  checks.equal(`balance before of ${who} as said`, line?.before, before.toString());
  checks.equal(`balance after of ${who} as said`, line?.after, after.toString());
  rows.push({ account: who, before, withdrawn, spent, gas, after });
}
checks.equal("accounts as said", said.balances.length, accounts.size);

// 5. The contract itself.
const held = await provider.getBalance(fees.address, end);
const heldBefore = await provider.getBalance(fees.address, settlement.blockNumber - 1);
const withdrawnInAll = sum([...withdrawals.values()].map((w) => w.amount));
const liabilities = await contract("InferenceFees").liabilities({ blockTag: end });
const surplus = await contract("InferenceFees").surplus({ blockTag: end });
checks.equal("contract's balance", held, heldBefore + fee.gross - withdrawnInAll);
checks.equal("contract's balance = liabilities", held, liabilities);
checks.equal("surplus", surplus, 0n);

// 6. What the demo said.
checks.equal("conserved as said", said.conserved, true);
for (const part of ["gross", "platform", "net", "creator", "stakers", "contributors"]) {
  checks.equal(`${part} as said`, said.fee[part], fee[part].toString());
}
checks.equal("sink as said", said.sink, sink.toString());
checks.equal("number of payouts as said", said.payouts.length, paid.length);
for (const e of paid) {
  const line = said.payouts.find((p) => getAddress(p.account) === e.contributor);
  checks.equal(`payout to ${e.contributor} as said`, line?.amount, e.amount.toString());
}
checks.equal("tokens as said", BigInt(said.tokens), settled.tokens);
checks.equal("covered tokens as said", BigInt(said.coveredTokens), settled.covered);

const width = 26;
console.log(`settlement ${said.transaction}, block ${settlement.blockNumber}, gross ${formatEther(fee.gross)} OPEN`);
console.log("account".padEnd(42), ...["before", "withdrawn", "fee", "gas", "after"].map((h) => h.padStart(width)));
for (const r of rows) {
  const cells = [r.before, r.withdrawn, r.spent, r.gas, r.after].map((a) => a.toString().padStart(width));
  console.log(r.account, ...cells);
}
checks.finish();
provider.destroy();
