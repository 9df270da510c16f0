// An unmodified ethers v6 client over WebSocket: the story's calls, subscriptions to blocks, events and pending
// transactions, filters by polling over HTTP, what a revert takes back, and a proof.
//
//   node streams.mjs RPC_URL WEBSOCKET_URL
//
// Needs a devnet with the accounts of the test mnemonic, funded. Exit code 1 if anything is not as ethers expects it.
import {
  Contract,
  HDNodeWallet,
  JsonRpcProvider,
  Mnemonic,
  WebSocketProvider,
  ZeroHash,
  encodeBytes32String,
  isError,
  keccak256,
} from "ethers";
import { Checks, MNEMONIC, contracts } from "./contracts.mjs";

const [url, socketUrl] = process.argv.slice(2);
if (!url || !socketUrl) {
  console.error("usage: node streams.mjs RPC_URL WEBSOCKET_URL");
  process.exit(2);
}

const checks = new Checks();
// Blocks come at once here: what ethers remembers for a quarter of a second would be out of date.
const socket = new WebSocketProvider(socketUrl, undefined, { cacheTimeout: -1 });
// ethers polls with eth_newFilter and eth_getFilterChanges where it is told to.
const polling = new JsonRpcProvider(url, undefined, { polling: false, pollingInterval: 100, cacheTimeout: -1 });
const wallet = (i) =>
  HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(MNEMONIC), `m/44'/60'/0'/0/${i}`).connect(socket);
const owner = wallet(3);
const stranger = wallet(4);
const { address, interface: abi } = contracts.Datanets;
const datanets = (runner) => new Contract(address, abi, runner);
const settings = {
  domain: encodeBytes32String("tests"),
  schema: ZeroHash,
  tokenizer: encodeBytes32String("utf8-bytes"),
  licence: encodeBytes32String("CC0-1.0"),
  treasury: owner.address,
  reviewers: [stranger.address],
  quorum: 1,
  policy: {
    direct: true,
    inlineContent: true,
    open: true,
    openAccess: true,
    autoGrant: false,
    bondPerToken: 0,
    accessPrice: 0,
    quota: 0,
  },
};

/** Waits until a condition holds, at most ten seconds. */
async function until(condition) {
  for (let i = 0; i < 200 && !condition(); i++) await new Promise((done) => setTimeout(done, 50));
  return condition();
}

// Blocks, events and pending transactions as they come; the same events by a filter that is polled.
const blocks = [];
const events = [];
const pending = [];
const polled = [];
await socket.on("block", (number) => blocks.push(number));
await socket.on("pending", (hash) => pending.push(hash));
await datanets(socket).on("DatanetCreated", (id, who, ...rest) => events.push({ id, who, log: rest.at(-1).log }));
await datanets(polling).on("DatanetCreated", (id) => polled.push(id));
// The filter of the polling provider has to be there before the first event.
await new Promise((done) => setTimeout(done, 500));

const ids = [];
const hashes = [];
for (let i = 0; i < 3; i++) {
  const sent = await datanets(owner).createDatanet(`stream ${i}`, settings);
  const receipt = await sent.wait();
  hashes.push(sent.hash);
  ids.push(receipt.logs.find((log) => log.fragment?.name === "DatanetCreated").args.datanet);
}
// ethers asks its filter at a block, but at none that comes while it is asking: the last answer may wait for one more.
for (let i = 0; i < 50 && polled.length < 3; i++) {
  await new Promise((done) => setTimeout(done, 200));
  if (polled.length < 3) await socket.send("evm_mine", []);
}
const head = await socket.getBlockNumber();
checks.that("blocks were told", await until(() => blocks.includes(head)), blocks.join());
checks.that("blocks in order", blocks.every((number, i) => i === 0 || number === blocks[i - 1] + 1), blocks.join());
checks.that("events were told", await until(() => events.length === 3), `${events.length}`);
ids.forEach((id, i) => {
  checks.equal(`event ${i}: Datanet`, events[i]?.id, id);
  checks.equal(`event ${i}: owner`, events[i]?.who, owner.address);
  checks.equal(`event ${i}: transaction`, events[i]?.log.transactionHash, hashes[i]);
});
checks.that("pending were told", await until(() => hashes.every((hash) => pending.includes(hash))), pending.join());
checks.equal("events by filter", polled.length, 3);
ids.forEach((id, i) => checks.equal(`event by filter ${i}`, polled[i], id));

// Custom errors over the socket.
let refused;
try {
  await datanets(stranger).appointReviewer.staticCall(ids[0], owner.address);
} catch (error) {
  refused = error;
}
checks.that("a call's error over the socket", isError(refused, "CALL_EXCEPTION"));
checks.equal("its custom error", refused?.revert?.name, "NotOwner");

// Filters by their raw methods.
const filter = await socket.send("eth_newFilter", [{ address, fromBlock: "0x0" }]);
const all = await socket.send("eth_getFilterLogs", [filter]);
const found = await socket.send("eth_getLogs", [{ address, fromBlock: "0x0" }]);
checks.equal("logs of a filter", JSON.stringify(all), JSON.stringify(found));

// A revert takes back what it undoes: the socket is told, and so is the filter.
const snapshot = await socket.send("evm_snapshot", []);
await (await datanets(owner).createDatanet("undone", settings)).wait();
checks.equal("changes", (await socket.send("eth_getFilterChanges", [filter])).length > 0, true);
checks.equal("revert", await socket.send("evm_revert", [snapshot]), true);
checks.equal("head after the revert", Number(await socket.send("eth_blockNumber", [])), head);
const taken = await socket.send("eth_getFilterChanges", [filter]);
checks.that("what is taken back is marked", taken.length > 0 && taken.every((log) => log.removed));
checks.equal("uninstall", await socket.send("eth_uninstallFilter", [filter]), true);

// Time, and a proof that leads to the block's state root.
await socket.send("evm_increaseTime", [3600]);
await socket.send("evm_mine", []);
const block = await socket.send("eth_getBlockByNumber", ["latest", false]);
checks.that("time moved", Number(block.timestamp) >= Date.now() / 1000 + 3500);
const proof = await socket.send("eth_getProof", [address, ["0x0"], "latest"]);
checks.equal("the proof's root", keccak256(proof.accountProof[0]), block.stateRoot);

checks.finish();
await socket.removeAllListeners();
await polling.removeAllListeners();
// ethers unsubscribes without waiting for the answers, and fails where the connection is gone before them.
await new Promise((done) => setTimeout(done, 500));
socket.destroy();
polling.destroy();
