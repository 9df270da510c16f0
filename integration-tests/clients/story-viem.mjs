// The whole story by an unmodified viem client: from a Datanet to what its contributors withdraw.
//
//   node story-viem.mjs RPC_URL WEBSOCKET_URL REPORT_FILE
//
// Needs a chain that nobody has used yet, with the accounts of the test mnemonic, funded, and account 0 in every role.
// Exit code 1 if anything is not as viem expects it. The report is compared with the other clients'.
import { readFileSync } from "node:fs";
import {
  BaseError,
  ContractFunctionRevertedError,
  createPublicClient,
  createWalletClient,
  defineChain,
  http,
  keccak256,
  parseEventLogs,
  stringToHex,
  webSocket,
  zeroAddress,
  zeroHash,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { Checks, MNEMONIC, contracts } from "./contracts.mjs";
import { Report, answerOf, contentOf, payoutsOf, signedTypes, story, tokensOf, until } from "./story.mjs";

const [url, socketUrl, file] = process.argv.slice(2);
if (!file) {
  console.error("usage: node story-viem.mjs RPC_URL WEBSOCKET_URL REPORT_FILE");
  process.exit(2);
}

const checks = new Checks();
const report = new Report();
const chain = defineChain({
  id: await createPublicClient({ transport: http(url) }).getChainId(),
  name: "OpenLedger",
  nativeCurrency: { name: "OPEN", symbol: "OPEN", decimals: 18 },
  rpcUrls: { default: { http: [url], webSocket: [socketUrl] } },
});
const client = createPublicClient({ chain, transport: http(url), pollingInterval: 100, cacheTime: 0 });
const socket = createPublicClient({ chain, transport: webSocket(socketUrl), cacheTime: 0 });
const sender = createWalletClient({ chain, transport: http(url) });
const { cast } = story;
const accounts = [...Array(13).keys()].map((addressIndex) => mnemonicToAccount(MNEMONIC, { addressIndex }));
const by = (part) => accounts[cast[part]];
const on = (name) => ({
  address: contracts[name].address,
  abi: JSON.parse(readFileSync(new URL(`../../docs/abi/${name}.json`, import.meta.url), "utf8")),
});
const word = (text) => stringToHex(text, { size: 32 });
const gas = {
  maxFeePerGas: BigInt(story.gas.maxFeePerGas),
  maxPriorityFeePerGas: BigInt(story.gas.maxPriorityFeePerGas),
};
const read = (contract, functionName, args = []) => client.readContract({ ...on(contract), functionName, args });

async function mined(step, hash) {
  const receipt = await client.waitForTransactionReceipt({ hash });
  report.step(step, receipt.status === "success", receipt.gasUsed, receipt.effectiveGasPrice);
  return receipt;
}

/** Sends a transaction, and gives its receipt's events by name. */
async function send(step, account, contract, functionName, args, value = 0n) {
  const hash = await sender.writeContract({ ...on(contract), account, functionName, args, value, ...gas });
  const receipt = await mined(step, hash);
  checks.equal(`${step}: status`, receipt.status, "success");
  const events = parseEventLogs({ abi: on(contract).abi, logs: receipt.logs });
  return Object.fromEntries(events.map((event) => [event.eventName, event.args]));
}

/** Notes the custom error that an action fails with. */
async function refused(what, action) {
  let error;
  try {
    await action();
  } catch (e) {
    error = e instanceof BaseError ? e.walk((cause) => cause instanceof ContractFunctionRevertedError) : undefined;
  }
  report.add("errors", { what, name: error?.data?.errorName, args: [...(error?.data?.args ?? [])] });
}

/** What would come of a call; of one that fails, its error. */
const simulate = (account, contract, functionName, args, options = {}) =>
  client.simulateContract({ ...on(contract), account, functionName, args, ...options });

// Who listens hears all of it.
const heads = [];
const heard = [];
const stop = [
  socket.watchBlocks({ onBlock: (block) => heads.push(block.number) }),
  socket.watchContractEvent({
    ...on("InferenceFees"),
    eventName: "InferenceSettled",
    onLogs: (logs) => heard.push(...logs.map((log) => log.args.request)),
  }),
];
// Subscriptions are requests of their own: ask something after them.
await socket.getBlockNumber();

// Contributors need coins: for gas, and for the bond.
for (const i of cast.contributors) {
  const payment = { account: by("governor"), to: accounts[i].address, value: BigInt(story.funding), ...gas };
  await mined(`fund ${i}`, await sender.sendTransaction(payment));
}

// A Datanet, what is contributed to it, and what its reviewer says.
const { name, domain, tokenizer, licence, quorum, policy } = story.datanet;
const { DatanetCreated } = await send("createDatanet", by("owner"), "Datanets", "createDatanet", [
  name,
  {
    domain: word(domain),
    schema: zeroHash,
    tokenizer: word(tokenizer),
    licence: word(licence),
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
    BigInt(policy.bondPerToken) * BigInt(tokensOf(text)),
  );
  checks.equal(`contribute ${i}: tokens`, Contributed.tokens, BigInt(tokensOf(text)));
  checks.equal(`contribute ${i}: content`, ContentPublished.content, contentOf(text));
  ids.push(Contributed.contribution);
}
await refused("a stranger's verdict", () => simulate(by("payer"), "Datanets", "accept", [ids[0]]));
const accepted = [];
for (const [i, { verdict, duplicateOf, overlap }] of story.contributions.entries()) {
  const [method, args] =
    verdict === "accept" ? ["accept", [ids[i]]] : ["markDuplicate", [ids[i], ids[duplicateOf], overlap, zeroHash]];
  await send(`review ${i}`, by("reviewer"), "Datanets", method, args);
  if (verdict === "accept") accepted.push(ids[i]);
}

// A version, sealed and attested with the digest that the operator's node has of it.
const { VersionSealed } = await send("seal", by("owner"), "Datanets", "seal", [datanet, accepted]);
const root = VersionSealed.segmentRoot;
const indexDigest = await until(async () => {
  const status = await client.request({ method: "openledger_segmentStatus", params: [root] }).catch(() => ({}));
  return status.state === "ready" && status.indexDigest;
});
await send("attest", by("operator"), "Datanets", "attest", [datanet, VersionSealed.version, indexDigest]);
checks.that("the version is active", (await read("Datanets", "version", [datanet, VersionSealed.version])).active);
report.set("datanet", { datanet, ids, root, indexDigest });

// A model of it.
const terms = { ...story.model.terms, tokenizer: word(story.model.terms.tokenizer), sink: zeroAddress };
const { ModelProposed } = await send("propose", by("creator"), "Models", "propose", [
  story.model.name,
  0n,
  by("servingKey").address,
  terms,
]);
const model = ModelProposed.model;
await send("approve", by("governor"), "Models", "advance", [model]);
await send("collect data", by("creator"), "Models", "advance", [model]);
await send("link", by("creator"), "Models", "link", [model, datanet, VersionSealed.version]);
for (const stage of ["fine-tune", "take feedback", "deploy"]) {
  await send(stage, by("creator"), "Models", "advance", [model]);
}
const version = await read("Models", "currentVersion", [model]);
report.set("model", { model, version });

// Answers: quoted, signed by the serving key, settled by the payer, attributed by the chain.
const payer = by("payer");
const prepaid = async () => (await read("InferenceFees", "statement", [payer.address])).deposit;
await send("deposit", payer, "InferenceFees", "deposit", [], BigInt(story.deposit));
for (const { request, inputTokens, answer, commitment, paidFrom, gross } of story.inferences) {
  const output = answerOf(answer);
  const outputTokens = tokensOf(answer);
  const quote = await read("InferenceFees", "quote", [model, inputTokens, outputTokens]);
  if (gross) checks.equal(`request ${request}: published price`, quote.gross, BigInt(gross));
  const signature = await by("servingKey").signTypedData({
    domain: {
      name: "OpenLedger InferenceFees",
      version: "1",
      chainId: chain.id,
      verifyingContract: contracts.InferenceFees.address,
    },
    types: signedTypes.Receipt,
    primaryType: "Receipt",
    message: {
      model,
      version,
      payer: payer.address,
      request,
      inputTokens,
      outputTokens,
      outputHash: keccak256(output),
      outputCommitment: commitment,
    },
  });
  const args = [model, request, output, { version, inputTokens, outputCommitment: commitment, signature }];
  const value = quote.gross;
  await refused(`request ${request}: a wei too much`, () =>
    client.estimateContractGas({
      ...on("InferenceFees"), account: payer, functionName: "settle", args, value: value + 1n,
    }),
  );
  await refused(`request ${request}: a stranger's receipt`, () =>
    simulate(by("owner"), "InferenceFees", "settle", args, { value }),
  );
  const sent = paidFrom === "value" ? value : 0n;
  const before = await prepaid();
  const { InferenceSettled: settled } = await send(`settle ${request}`, payer, "InferenceFees", "settle", args, sent);
  checks.equal(`request ${request}: paid as quoted`, sent + before - (await prepaid()), quote.gross);
  checks.equal(`request ${request}: fee as quoted`, settled.fee.gross, quote.gross);
  await refused(`request ${request}: once more`, () => simulate(payer, "InferenceFees", "settle", args, { value }));
  const payouts = [];
  for (const { number, amount } of payoutsOf(settled.payouts)) {
    payouts.push({ account: await read("InferenceFees", "account", [number]), amount });
  }
  const { credits, runs } = await read("TokenAttribution", "attribute", [model, output]);
  const { fee, tokens, covered, paid, full, sink, evidence } = settled;
  report.add("settlements", {
    request: settled.request, fee, tokens, covered, paid, full, sink, evidence, payouts, credits, runs,
  });
}
await refused("an unknown model", () => read("InferenceFees", "quote", [2n ** 40n, 1n, 1n]));

// A transaction that is mined and fails: its receipt says so, the same call says why.
const doomed = await sender.writeContract({
  ...on("InferenceFees"),
  account: by("reviewer"),
  functionName: "withdraw",
  gas: BigInt(story.gas.limitOfTheDoomed),
  ...gas,
});
const failed = await mined("withdraw nothing", doomed);
checks.equal("a mined failure", failed.status, "reverted");
await refused("why it failed", () =>
  simulate(by("reviewer"), "InferenceFees", "withdraw", [], { blockNumber: failed.blockNumber }),
);

// Everybody takes what he has earned.
await send("collect", by("creator"), "InferenceFees", "collect", [model]);
const credits = {};
for (const [i, who] of accounts.entries()) {
  const credit = await read("InferenceFees", "creditOf", [who.address]);
  if (credit === 0n) continue;
  credits[who.address.toLowerCase()] = credit;
  const { Withdrawn } = await send(`withdraw ${i}`, who, "InferenceFees", "withdraw", []);
  checks.equal(`withdraw ${i}: amount`, Withdrawn.amount, credit);
}
report.set("credits", credits);

// The books, and what was heard.
const balances = {};
for (const { address } of [...accounts, ...Object.values(contracts)]) {
  balances[address.toLowerCase()] = await client.getBalance({ address });
}
report.set("balances", balances);
const liabilities = await read("InferenceFees", "liabilities");
report.set("liabilities", liabilities);
checks.equal("the contract holds what it owes", balances[contracts.InferenceFees.address], liabilities);
const head = await client.getBlockNumber();
await until(() => heads.some((number) => number >= head));
checks.that("blocks in order", heads.every((number, i) => i === 0 || number === heads[i - 1] + 1n), heads.join());
await until(() => heard.length === story.inferences.length);
report.set("heard", heard);

checks.finish();
report.write(file);
stop.forEach((end) => end());
(await socket.transport.getRpcClient()).close();
