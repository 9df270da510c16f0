// An unmodified viem client: transactions, events and custom errors over HTTP and WebSocket, subscriptions, filters,
// the test client's snapshots and time, and a proof.
//
//   node viem.mjs RPC_URL WEBSOCKET_URL
//
// Needs a devnet with the accounts of the test mnemonic, funded. Exit code 1 if anything is not as viem expects it.
import { readFileSync } from "node:fs";
import {
  BaseError,
  ContractFunctionRevertedError,
  createPublicClient,
  createTestClient,
  createWalletClient,
  decodeEventLog,
  defineChain,
  http,
  keccak256,
  parseEther,
  stringToHex,
  webSocket,
  zeroHash,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { Checks, MNEMONIC, contracts } from "./contracts.mjs";

const [url, socketUrl] = process.argv.slice(2);
if (!url || !socketUrl) {
  console.error("usage: node viem.mjs RPC_URL WEBSOCKET_URL");
  process.exit(2);
}

const checks = new Checks();
const { address } = contracts.Datanets;
const abi = JSON.parse(readFileSync(new URL("../../docs/abi/Datanets.json", import.meta.url), "utf8"));
const chainId = Number((await createPublicClient({ transport: http(url) }).getChainId()));
const chain = defineChain({
  id: chainId,
  name: "OpenLedger devnet",
  nativeCurrency: { name: "OPEN", symbol: "OPEN", decimals: 18 },
  rpcUrls: { default: { http: [url], webSocket: [socketUrl] } },
});
const owner = mnemonicToAccount(MNEMONIC, { addressIndex: 5 });
const stranger = mnemonicToAccount(MNEMONIC, { addressIndex: 6 });
const overHttp = createPublicClient({ chain, transport: http(url, { batch: true }), pollingInterval: 100, cacheTime: 0 });
const overSocket = createPublicClient({ chain, transport: webSocket(socketUrl), cacheTime: 0 });
const wallet = createWalletClient({ chain, account: owner, transport: webSocket(socketUrl) });
const test = createTestClient({ chain, mode: "anvil", transport: http(url) });
const settings = {
  domain: stringToHex("tests", { size: 32 }),
  schema: zeroHash,
  tokenizer: stringToHex("utf8-bytes", { size: 32 }),
  licence: stringToHex("CC0-1.0", { size: 32 }),
  treasury: owner.address,
  reviewers: [stranger.address],
  quorum: 1,
  policy: {
    direct: true,
    inlineContent: true,
    open: true,
    openAccess: true,
    autoGrant: false,
    bondPerToken: 0n,
    accessPrice: 0n,
    quota: 0,
  },
};

async function until(condition) {
  for (let i = 0; i < 200 && !condition(); i++) await new Promise((done) => setTimeout(done, 50));
  return condition();
}

// What is heard: blocks and events by subscription, events and blocks by filters that are polled.
const heads = [];
const told = [];
const polled = [];
const stop = [
  overSocket.watchBlocks({ onBlock: (block) => heads.push(block.number) }),
  overSocket.watchContractEvent({ address, abi, eventName: "DatanetCreated", onLogs: (logs) => told.push(...logs) }),
  overHttp.watchContractEvent({ address, abi, eventName: "DatanetCreated", onLogs: (logs) => polled.push(...logs) }),
];
const filter = await overHttp.createBlockFilter();
await new Promise((done) => setTimeout(done, 500));

// A transfer, and a contract's function with its event.
const payment = await wallet.sendTransaction({ to: stranger.address, value: parseEther("0.001") });
checks.equal("transfer", (await overHttp.waitForTransactionReceipt({ hash: payment })).status, "success");
const created = [];
for (let i = 0; i < 3; i++) {
  const { request } = await overHttp.simulateContract({
    account: owner,
    address,
    abi,
    functionName: "createDatanet",
    args: [`viem ${i}`, settings],
  });
  const receipt = await overSocket.waitForTransactionReceipt({ hash: await wallet.writeContract(request) });
  const event = receipt.logs
    .map((log) => decodeEventLog({ abi, ...log }))
    .find((decoded) => decoded.eventName === "DatanetCreated");
  checks.equal(`owner in event ${i}`, event?.args.owner, owner.address);
  created.push(event.args.datanet);
}
const head = await overSocket.getBlockNumber();
checks.that("heads were told", await until(() => heads.includes(head)), heads.join());
checks.that("events were told", await until(() => told.length === 3), `${told.length}`);
checks.that("events by filter", await until(() => polled.length === 3), `${polled.length}`);
created.forEach((id, i) => {
  checks.equal(`event ${i}`, told[i]?.args.datanet, id);
  checks.equal(`event by filter ${i}`, polled[i]?.args.datanet, id);
});
const hashes = await overHttp.getFilterChanges({ filter });
checks.equal("hashes by a block filter", hashes.length, 4);
checks.equal("its last hash", hashes.at(-1), (await overHttp.getBlock()).hash);
checks.equal("uninstall", await overHttp.uninstallFilter({ filter }), true);

// Custom errors, decoded.
let refused;
try {
  await overSocket.readContract({
    account: stranger,
    address,
    abi,
    functionName: "appointReviewer",
    args: [created[0], owner.address],
  });
} catch (error) {
  refused = error instanceof BaseError ? error.walk((e) => e instanceof ContractFunctionRevertedError) : error;
}
checks.equal("custom error", refused?.data?.errorName, "NotOwner");
checks.equal("its argument", refused?.data?.args?.[1], stranger.address);
stop.forEach((end) => end());

// The test client: snapshots, time, blocks at will.
const before = await overHttp.getBlock();
const snapshot = await test.snapshot();
// Of the clock: blocks that come faster than seconds run ahead of it.
const clock = BigInt(Math.floor(Date.now() / 1000));
await test.increaseTime({ seconds: 1000 });
await test.mine({ blocks: 3 });
const after = await overHttp.getBlock();
checks.equal("blocks at will", after.number, before.number + 3n);
checks.that("time", after.timestamp >= clock + 1000n);
await test.setNextBlockTimestamp({ timestamp: after.timestamp + 50n });
await test.mine({ blocks: 1 });
checks.equal("timestamp", (await overHttp.getBlock()).timestamp, after.timestamp + 50n);
await test.setAutomine(false);
const waiting = await wallet.sendTransaction({ to: stranger.address, value: 1n });
checks.equal("a transaction that waits", (await overHttp.getTransaction({ hash: waiting })).blockNumber, null);
await test.setAutomine(true);
checks.equal("it is mined", (await overHttp.getTransactionReceipt({ hash: waiting })).status, "success");
await test.revert({ id: snapshot });
checks.equal("head after the revert", (await overHttp.getBlock()).hash, before.hash);

// What costs gas, and a proof.
const fees = await overHttp.estimateFeesPerGas();
checks.that("fees", fees.maxFeePerGas > 0n && fees.maxPriorityFeePerGas >= 0n);
const history = await overHttp.getFeeHistory({ blockCount: 3, rewardPercentiles: [25, 75] });
checks.equal("fee history", history.gasUsedRatio.length, 3);
const proof = await overHttp.getProof({ address, storageKeys: [zeroHash] });
checks.equal("the proof's root", keccak256(proof.accountProof[0]), (await overHttp.getBlock()).stateRoot);

checks.finish();
(await overSocket.transport.getRpcClient()).close();
(await wallet.transport.getRpcClient()).close();
