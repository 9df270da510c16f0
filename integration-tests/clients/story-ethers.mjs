// The whole story by an unmodified ethers v6 client: from a Datanet to what its contributors withdraw.
//
//   node story-ethers.mjs RPC_URL WEBSOCKET_URL REPORT_FILE
//
// Needs a chain that nobody has used yet, with the accounts of the test mnemonic, funded, and account 0 in every role.
// Exit code 1 if anything is not as ethers expects it. The report is compared with the other clients'.
import {
  Contract,
  HDNodeWallet,
  JsonRpcProvider,
  Mnemonic,
  WebSocketProvider,
  ZeroAddress,
  ZeroHash,
  encodeBytes32String,
  isError,
  keccak256,
} from "ethers";
import { Checks, MNEMONIC, contracts } from "./contracts.mjs";
import { Report, answerOf, contentOf, payoutsOf, signedTypes, story, tokensOf, until } from "./story.mjs";

const [url, socketUrl, file] = process.argv.slice(2);
if (!file) {
  console.error("usage: node story-ethers.mjs RPC_URL WEBSOCKET_URL REPORT_FILE");
  process.exit(2);
}

const checks = new Checks();
const report = new Report();
// A block may come at once here: what ethers remembers for a quarter of a second would be out of date.
const provider = new JsonRpcProvider(url, undefined, { pollingInterval: 100, cacheTimeout: -1 });
const socket = new WebSocketProvider(socketUrl, undefined, { cacheTimeout: -1 });
const wallet = (i) =>
  HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(MNEMONIC), `m/44'/60'/0'/0/${i}`).connect(provider);
const { cast } = story;
const accounts = [...Array(13).keys()].map(wallet);
const by = (part) => accounts[cast[part]];
const on = (name, runner) => new Contract(contracts[name].address, contracts[name].interface, runner);
const { limitOfTheDoomed, ...gas } = story.gas;
const fees = on("InferenceFees", provider);
const datanets = on("Datanets", provider);

/** Sends a transaction, and gives its receipt's events by name. */
async function send(step, who, contract, method, args, overrides = {}) {
  const sent = await on(contract, who)[method](...args, { type: 2, ...gas, ...overrides });
  const receipt = await sent.wait();
  checks.equal(`${step}: status`, receipt.status, 1);
  report.step(step, true, receipt.gasUsed, receipt.gasPrice);
  return Object.fromEntries(receipt.logs.filter((log) => log.fragment).map((log) => [log.fragment.name, log.args]));
}

/** Notes the custom error that an action fails with. */
async function refused(what, contract, action) {
  let error;
  try {
    await action();
  } catch (e) {
    error = e;
  }
  checks.that(`${what}: CALL_EXCEPTION`, isError(error, "CALL_EXCEPTION"), error?.code);
  const custom = error?.revert ?? (error?.data ? contracts[contract].interface.parseError(error.data) : undefined);
  report.add("errors", { what, name: custom?.name, args: [...(custom?.args ?? [])] });
}

// Who listens hears all of it.
const heads = [];
const heard = [];
await socket.on("block", (number) => heads.push(number));
await on("InferenceFees", socket).on("InferenceSettled", (_, __, request) => heard.push(request));

// Contributors need coins: for gas, and for the bond.
for (const i of cast.contributors) {
  const sent = await by("governor").sendTransaction({ to: accounts[i].address, value: story.funding, type: 2, ...gas });
  const receipt = await sent.wait();
  report.step(`fund ${i}`, receipt.status === 1, receipt.gasUsed, receipt.gasPrice);
}

// A Datanet, what is contributed to it, and what its reviewer says.
const { name, domain, tokenizer, licence, quorum, policy } = story.datanet;
const { DatanetCreated } = await send("createDatanet", by("owner"), "Datanets", "createDatanet", [
  name,
  {
    domain: encodeBytes32String(domain),
    schema: ZeroHash,
    tokenizer: encodeBytes32String(tokenizer),
    licence: encodeBytes32String(licence),
    treasury: by("treasury").address,
    reviewers: [by("reviewer").address],
    quorum,
    policy,
  },
]);
const datanet = DatanetCreated.datanet;
const ids = [];
for (const [i, { uri, text }] of story.contributions.entries()) {
  const { Contributed, ContentPublished } = await send(
    `contribute ${i}`,
    accounts[cast.contributors[i]],
    "Datanets",
    "contributeInline",
    [datanet, uri, contentOf(text)],
    { value: BigInt(policy.bondPerToken) * BigInt(tokensOf(text)) },
  );
  checks.equal(`contribute ${i}: tokens`, Contributed.tokens, BigInt(tokensOf(text)));
  checks.equal(`contribute ${i}: content`, ContentPublished.content, contentOf(text));
  ids.push(Contributed.contribution);
}
await refused("a stranger's verdict", "Datanets", () =>
  on("Datanets", by("payer")).accept.staticCall(ids[0]),
);
const accepted = [];
for (const [i, { verdict, duplicateOf, overlap }] of story.contributions.entries()) {
  const [method, args] =
    verdict === "accept" ? ["accept", [ids[i]]] : ["markDuplicate", [ids[i], ids[duplicateOf], overlap, ZeroHash]];
  await send(`review ${i}`, by("reviewer"), "Datanets", method, args);
  if (verdict === "accept") accepted.push(ids[i]);
}

// A version, sealed and attested with the digest that the operator's node has of it.
const { VersionSealed } = await send("seal", by("owner"), "Datanets", "seal", [datanet, accepted]);
const indexDigest = await until(async () => {
  const status = await provider.send("openledger_segmentStatus", [VersionSealed.segmentRoot]).catch(() => ({}));
  return status.state === "ready" && status.indexDigest;
});
await send("attest", by("operator"), "Datanets", "attest", [datanet, VersionSealed.version, indexDigest]);
checks.that("the version is active", (await datanets.version(datanet, VersionSealed.version)).active);
report.set("datanet", { datanet, ids, root: VersionSealed.segmentRoot, indexDigest });

// A model of it.
const { ModelProposed } = await send("propose", by("creator"), "Models", "propose", [
  story.model.name,
  0,
  by("servingKey").address,
  { ...story.model.terms, tokenizer: encodeBytes32String(story.model.terms.tokenizer), sink: ZeroAddress },
]);
const model = ModelProposed.model;
await send("approve", by("governor"), "Models", "advance", [model]);
await send("collect data", by("creator"), "Models", "advance", [model]);
await send("link", by("creator"), "Models", "link", [model, datanet, VersionSealed.version]);
for (const stage of ["fine-tune", "take feedback", "deploy"]) {
  await send(stage, by("creator"), "Models", "advance", [model]);
}
const version = await on("Models", provider).currentVersion(model);
report.set("model", { model, version });

// Answers: quoted, signed by the serving key, settled by the payer, attributed by the chain.
const payer = by("payer");
const asPayer = on("InferenceFees", payer);
await send("deposit", payer, "InferenceFees", "deposit", [], { value: story.deposit });
const domainOfFees = {
  name: "OpenLedger InferenceFees",
  version: "1",
  chainId: (await provider.getNetwork()).chainId,
  verifyingContract: contracts.InferenceFees.address,
};
for (const { request, inputTokens, answer, commitment, paidFrom, gross } of story.inferences) {
  const output = answerOf(answer);
  const outputTokens = tokensOf(answer);
  const quote = await fees.quote(model, inputTokens, outputTokens);
  if (gross) checks.equal(`request ${request}: published price`, quote.gross, BigInt(gross));
  const signature = await by("servingKey").signTypedData(domainOfFees, signedTypes.Receipt, {
    model,
    version,
    payer: payer.address,
    request,
    inputTokens,
    outputTokens,
    outputHash: keccak256(output),
    outputCommitment: commitment,
  });
  const receipt = { version, inputTokens, outputCommitment: commitment, signature };
  await refused(`request ${request}: a wei too much`, "InferenceFees", () =>
    asPayer.settle.estimateGas(model, request, output, receipt, { value: quote.gross + 1n }),
  );
  await refused(`request ${request}: a stranger's receipt`, "InferenceFees", () =>
    on("InferenceFees", by("owner")).settle.staticCall(model, request, output, receipt, { value: quote.gross }),
  );
  const value = paidFrom === "value" ? quote.gross : 0n;
  const before = (await fees.statement(payer.address)).deposit;
  const { InferenceSettled: settled } = await send(
    `settle ${request}`, payer, "InferenceFees", "settle", [model, request, output, receipt], { value },
  );
  const after = (await fees.statement(payer.address)).deposit;
  checks.equal(`request ${request}: paid as quoted`, value + before - after, quote.gross);
  checks.equal(`request ${request}: fee as quoted`, settled.fee.gross, quote.gross);
  await refused(`request ${request}: once more`, "InferenceFees", () =>
    asPayer.settle.staticCall(model, request, output, receipt, { value: quote.gross }),
  );
  const payouts = [];
  for (const { number, amount } of payoutsOf(settled.payouts)) {
    payouts.push({ account: await fees.account(number), amount });
  }
  const attribution = await on("TokenAttribution", provider).attribute(model, output);
  report.add("settlements", {
    request: settled.request,
    fee: settled.fee.toObject(),
    tokens: settled.tokens,
    covered: settled.covered,
    paid: settled.paid,
    full: settled.full,
    sink: settled.sink,
    evidence: settled.evidence,
    payouts,
    credits: attribution.credits.map((credit) => credit.toObject()),
    runs: attribution.runs.map((run) => run.toObject()),
  });
}
await refused("an unknown model", "InferenceFees", () => fees.quote(2n ** 40n, 1, 1));

// A transaction that is mined and fails: its receipt says so, the same call says why.
const doomed = await on("InferenceFees", by("reviewer")).withdraw({ type: 2, ...gas, gasLimit: limitOfTheDoomed });
const failed = await doomed.wait().catch((error) => error.receipt);
checks.equal("a mined failure", failed.status, 0);
report.step("withdraw nothing", false, failed.gasUsed, failed.gasPrice);
await refused("why it failed", "InferenceFees", () =>
  on("InferenceFees", by("reviewer")).withdraw.staticCall({ blockTag: failed.blockNumber }),
);

// Everybody takes what he has earned.
await send("collect", by("creator"), "InferenceFees", "collect", [model]);
const credits = {};
for (const who of accounts) {
  const credit = await fees.creditOf(who.address);
  if (credit === 0n) continue;
  credits[who.address.toLowerCase()] = credit;
  const { Withdrawn } = await send(`withdraw ${who.index}`, who, "InferenceFees", "withdraw", []);
  checks.equal(`withdraw ${who.index}: amount`, Withdrawn.amount, credit);
}
report.set("credits", credits);

// The books, and what was heard.
const balances = {};
for (const { address } of [...accounts, ...Object.values(contracts)]) {
  balances[address.toLowerCase()] = await provider.getBalance(address);
}
report.set("balances", balances);
report.set("liabilities", await fees.liabilities());
checks.equal("the contract holds what it owes", await provider.getBalance(contracts.InferenceFees.address), await fees.liabilities());
const head = await provider.getBlockNumber();
await until(() => heads.includes(head) || heads.at(-1) > head);
checks.that("blocks in order", heads.every((number, i) => i === 0 || number === heads[i - 1] + 1), heads.join());
await until(() => heard.length === story.inferences.length);
report.set("heard", heard);

checks.finish();
report.write(file);
await socket.removeAllListeners();
// ethers unsubscribes without waiting for the answers, and fails where the connection is gone before them.
await new Promise((done) => setTimeout(done, 500));
socket.destroy();
provider.destroy();
