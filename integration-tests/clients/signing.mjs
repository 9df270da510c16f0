// ethers' own EIP-712 encoder signs a receipt, a permit and a batch, and the chain settles them.
//
//   node signing.mjs RPC_URL DEMO_JSON_FILE
//
// Needs a chain on which the demo has run, with the accounts of the test mnemonic: the demo's model, its payer and its
// serving key. Exit code 1 if a digest or a settlement is not as ethers expects it.
import { readFileSync } from "node:fs";
import { Contract, HDNodeWallet, JsonRpcProvider, Mnemonic, TypedDataEncoder, concat, keccak256, solidityPacked, toBeHex } from "ethers";
import { Checks, MNEMONIC, contracts } from "./contracts.mjs";

const [url, file] = process.argv.slice(2);
if (!url || !file) {
  console.error("usage: node signing.mjs RPC_URL DEMO_JSON_FILE");
  process.exit(2);
}

const said = JSON.parse(readFileSync(file, "utf8"));
const provider = new JsonRpcProvider(url, undefined, { pollingInterval: 100, cacheTimeout: -1 });
const checks = new Checks();
const wallets = [...Array(20).keys()].map((i) =>
  HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(MNEMONIC), `m/44'/60'/0'/0/${i}`).connect(provider),
);
const { address, interface: abi } = contracts.InferenceFees;
const settled = abi.parseLog(
  (await provider.getTransactionReceipt(said.transaction)).logs.find(
    (log) => log.topics[0] === abi.getEvent("InferenceSettled").topicHash,
  ),
).args;
const model = settled.model;
const payer = wallets.find((w) => w.address === settled.payer);
const models = new Contract(contracts.Models.address, contracts.Models.interface, provider);
const keys = await models.servingKeys(model);
const version = await models.currentVersion(model);
const serving = wallets.find((w) => keys.includes(w.address));
const gateway = wallets[1];
const fees = new Contract(address, abi, payer);
const asGateway = new Contract(address, abi, gateway);

const domain = {
  name: "OpenLedger InferenceFees",
  version: "1",
  chainId: (await provider.getNetwork()).chainId,
  verifyingContract: address,
};
const uint = (name) => ({ name, type: "uint256" });
const word = (name) => ({ name, type: "bytes32" });
const who = { name: "payer", type: "address" };
const item = [uint("request"), uint("inputTokens"), uint("outputTokens"), word("outputHash"), word("outputCommitment")];
const Receipt = [uint("model"), uint("version"), who, ...item];
const Permit = [who, uint("model"), uint("limit"), uint("expiry"), uint("nonce")];
const Batch = [
  { name: "permit", type: "Permit" },
  uint("version"),
  { name: "atomic", type: "bool" },
  { name: "items", type: "Item[]" },
];
const digest = (types, value) => TypedDataEncoder.hash(domain, types, value);

const first = BigInt(Date.now()) << 16n; // Numbers that no earlier run has used.
const commitment = "0x" + "11".repeat(32);
const width = 3; // Of cl100k_base, the demo's tokenizer.
const answer = (...ids) => "0x" + ids.map((id) => toBeHex(id, width).slice(2)).join("");
const inference = (n, output, outputTokens) => ({ request: first + n, inputTokens: 3n, output, outputTokens });
const signed = ({ output, ...rest }) => ({ ...rest, outputHash: keccak256(output), outputCommitment: commitment });
const sent = ({ request, inputTokens, output }) => ({ request, inputTokens, output, outputCommitment: commitment });

// A receipt of its own.
const one = inference(0n, answer(1, 2, 3), 3n);
const receipt = { model, version, payer: payer.address, ...signed(one) };
checks.equal(
  "digest of a receipt",
  digest({ Receipt }, receipt),
  await fees.receiptDigest(model, version, payer.address, one.request, one.inputTokens, one.output, commitment),
);
const price = await fees.quote(model, one.inputTokens, one.outputTokens);
const signature = await serving.signTypedData(domain, { Receipt }, receipt);
const settle = await fees.settle(
  model,
  one.request,
  one.output,
  { version, inputTokens: one.inputTokens, outputCommitment: commitment, signature },
  { value: price.gross },
);
checks.equal("status of settle", (await settle.wait()).status, 1);

// A batch under a permit. The second answer has a run of 300 redacted tokens: a mark and its length, ac 02.
const items = [inference(1n, answer(1, 2), 2n), inference(2n, answer(7) + "ffffff" + "ac02" + "000008", 302n)];
const permit = {
  payer: payer.address,
  model,
  limit: 10n ** 20n,
  expiry: (await provider.getBlockNumber()) + 1_000,
  nonce: first,
};
checks.equal("digest of a permit", digest({ Permit }, permit), await fees.permitDigest(permit));
const batch = { permit, version, atomic: true, items: items.map(signed) };
checks.equal(
  "digest of a batch",
  digest({ Batch, Item: item, Permit }, batch),
  await fees.batchDigest(permit, version, true, items.map(sent)),
);
let due = 0n;
for (const i of items) due += (await fees.quote(model, i.inputTokens, i.outputTokens)).gross;
await (await fees.deposit({ value: due })).wait();
const before = (await fees.statement(payer.address)).deposit;
const settleBatch = await asGateway.settleBatch(
  permit,
  await payer.signTypedData(domain, { Permit }, permit),
  version,
  true,
  items.map(sent),
  await serving.signTypedData(domain, { Batch, Item: item, Permit }, batch),
);
const logs = (await settleBatch.wait()).logs.map((log) => abi.parseLog(log)).filter((log) => log !== null);
const done = logs.find((log) => log.name === "BatchSettled");
checks.equal("items settled", done?.args.settled, 2n);
checks.equal("wei spent", done?.args.spent, due);
checks.equal("tokens of the redacted answer", logs[1]?.args.tokens, 302n);
checks.equal("deposit afterwards", (await fees.statement(payer.address)).deposit, before - due);
for (const i of items) checks.that(`request ${i.request} is settled`, await fees.isSettled(payer.address, model, i.request));
checks.that("the permit is used", await fees.isPermitUsed(payer.address, model, permit.nonce));

// Another batch, signed alike, in its packed form.
const others = [inference(3n, answer(1, 2), 2n), inference(4n, answer(7) + "ffffff" + "ac02" + "000008", 302n)];
const next = { ...permit, nonce: first + 1n };
const packed = ({ request, inputTokens, output }) =>
  solidityPacked(
    ["uint64", "uint32", "bytes32", "uint32", "bytes"],
    [request, inputTokens, commitment, (output.length - 2) / 2, output],
  );
await (await fees.deposit({ value: due })).wait();
const settleBatchPacked = await asGateway.settleBatchPacked(
  next,
  await payer.signTypedData(domain, { Permit }, next),
  version,
  true,
  concat(others.map(packed)),
  await serving.signTypedData(
    domain,
    { Batch, Item: item, Permit },
    { permit: next, version, atomic: true, items: others.map(signed) },
  ),
);
const told = (await settleBatchPacked.wait()).logs.map((log) => abi.parseLog(log)).filter((log) => log !== null);
checks.equal("packed: wei spent", told.find((log) => log.name === "BatchSettled")?.args.spent, due);
checks.equal("packed: tokens of the redacted answer", told[1]?.args.tokens, 302n);
for (const i of others)
  checks.that(`packed: request ${i.request} is settled`, await fees.isSettled(payer.address, model, i.request));

checks.finish();
provider.destroy();
