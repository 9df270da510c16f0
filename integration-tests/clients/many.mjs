// Many transactions by an unmodified ethers v6 client: deposits, and who listens hears each.
//
//   node many.mjs RPC_URL WEBSOCKET_URL COUNT
//
// Needs a chain with the accounts of the test mnemonic, funded. Exit code 1 if a transaction or an event is missing.
import { Contract, HDNodeWallet, JsonRpcProvider, Mnemonic, WebSocketProvider } from "ethers";
import { Checks, MNEMONIC, contracts } from "./contracts.mjs";
import { story, until } from "./story.mjs";

const [url, socketUrl, given] = process.argv.slice(2);
const count = Number(given);
if (!Number.isInteger(count) || count < 1) {
  console.error("usage: node many.mjs RPC_URL WEBSOCKET_URL COUNT");
  process.exit(2);
}

const AT_ONCE = 50;
const { address, interface: abi } = contracts.InferenceFees;
const checks = new Checks();
const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true, pollingInterval: 100, cacheTimeout: -1 });
const socket = new WebSocketProvider(socketUrl, undefined, { cacheTimeout: -1 });
const payer = HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(MNEMONIC), "m/44'/60'/0'/0/9").connect(provider);
const fees = new Contract(address, abi, payer);

let heard = 0;
const listener = new Contract(address, abi, socket);
await listener.on(listener.filters.Deposited(payer.address), () => heard++);
const before = (await fees.statement(payer.address)).deposit;
const gasLimit = ((await fees.deposit.estimateGas({ value: 1n })) * 3n) / 2n;
const { maxFeePerGas, maxPriorityFeePerGas } = story.gas;
const fixed = { value: 1n, type: 2, gasLimit, maxFeePerGas, maxPriorityFeePerGas };
let nonce = await payer.getNonce();
const last = nonce + count;
let mined = 0;
while (nonce < last) {
  const some = [];
  for (; some.length < AT_ONCE && nonce < last; nonce++) some.push(fees.deposit({ ...fixed, nonce }));
  const sent = await Promise.all(some);
  // One sender's transactions are mined in the order of their nonces.
  await sent.at(-1).wait();
  const receipts = await Promise.all(sent.map((transaction) => provider.getTransactionReceipt(transaction.hash)));
  mined += receipts.filter((receipt) => receipt.status === 1).length;
}
checks.equal("mined", mined, count);
checks.equal("nonce", await payer.getNonce(), last);
checks.equal("deposit", (await fees.statement(payer.address)).deposit - before, BigInt(count));
await until(() => heard >= count).catch(() => {});
checks.equal("heard", heard, count);

checks.finish();
await socket.removeAllListeners();
// ethers unsubscribes without waiting for the answers, and fails where the connection is gone before them.
await new Promise((done) => setTimeout(done, 500));
socket.destroy();
provider.destroy();
