// An unmodified ethers v6 client: sends transactions of types 0, 1 and 2, decodes events and custom errors, waits for
// receipts, reads a batch.
//
//   node transactions.mjs RPC_URL
//
// Needs the accounts of the test mnemonic, funded. Exit code 1 if anything is not as ethers expects it.
import {
  Contract,
  HDNodeWallet,
  JsonRpcProvider,
  Mnemonic,
  encodeBytes32String,
  isError,
  parseEther,
  ZeroHash,
} from "ethers";
import { Checks, MNEMONIC, contracts } from "./contracts.mjs";

const [url] = process.argv.slice(2);
if (!url) {
  console.error("usage: node transactions.mjs RPC_URL");
  process.exit(2);
}

// A block comes at once here: what ethers remembers for a quarter of a second would be out of date.
const provider = new JsonRpcProvider(url, undefined, { pollingInterval: 100, cacheTimeout: -1 });
const wallet = (i) =>
  HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(MNEMONIC), `m/44'/60'/0'/0/${i}`).connect(provider);
const owner = wallet(1);
const stranger = wallet(2);
const contract = (name, runner) => new Contract(contracts[name].address, contracts[name].interface, runner);
const checks = new Checks();

/** The error that an action fails with. */
async function failure(action) {
  try {
    await action();
  } catch (error) {
    return error;
  }
  return undefined;
}

function isCustomError(what, error, name, ...args) {
  checks.that(`${what}: CALL_EXCEPTION`, isError(error, "CALL_EXCEPTION"), error?.code);
  // Of a call ethers names the error itself; of an estimate it hands on the revert's data.
  const custom = error?.revert ?? (error?.data ? contracts.Datanets.interface.parseError(error.data) : undefined);
  checks.equal(`${what}: custom error`, custom?.name, name);
  args.forEach((arg, i) => checks.equal(`${what}: argument ${i}`, custom?.args[i], arg));
}

// The network.
const network = await provider.getNetwork();
checks.equal("chain id of contracts and node", await contract("System", provider).chainId(), network.chainId);
checks.equal("code of a native contract", await provider.getCode(contracts.Datanets.address), "0xfe");

// Transfers of each type, and what they cost.
for (const type of [0, 1, 2]) {
  const before = await provider.getBalance(owner.address);
  const sent = await owner.sendTransaction({ to: stranger.address, value: parseEther("0.001"), type });
  const receipt = await sent.wait();
  checks.equal(`type ${type}: status`, receipt.status, 1);
  checks.equal(`type ${type}: type of the receipt`, receipt.type, type);
  const mined = await provider.getTransaction(sent.hash);
  checks.equal(`type ${type}: type of the transaction`, mined.type, type);
  checks.equal(`type ${type}: sender`, mined.from, owner.address);
  const after = await provider.getBalance(owner.address);
  checks.equal(`type ${type}: balance`, after, before - parseEther("0.001") - receipt.fee);
  const block = await provider.getBlock(receipt.blockNumber);
  checks.that(`type ${type}: block lists it`, block.transactions.includes(sent.hash));
}

// A contract's function and its events, once with each type.
const ids = [];
for (const type of [0, 1, 2]) {
  const datanets = contract("Datanets", owner);
  const sent = await datanets.createDatanet(
    "story",
    {
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
    },
    { type },
  );
  const receipt = await sent.wait();
  const created = receipt.logs.find((log) => log.fragment?.name === "DatanetCreated");
  checks.equal(`type ${type}: owner in the event`, created?.args.owner, owner.address);
  checks.equal(`type ${type}: name in the event`, created?.args.name, "story");
  checks.that(`type ${type}: a second event`, receipt.logs.some((log) => log.fragment?.name === "ReviewerAppointed"));
  ids.push(created.args.datanet);
  const stored = await datanets.datanet(created.args.datanet);
  checks.equal(`type ${type}: owner in the state`, stored.owner, owner.address);
}
const id = ids.at(-1);
const found = await contract("Datanets", provider).queryFilter("DatanetCreated", 0, "latest");
checks.that("logs by filter", ids.every((i) => found.some((log) => log.args.datanet === i)));

// Custom errors: from a call, from an estimate, from sending, and in a mined transaction.
const asStranger = contract("Datanets", stranger);
const appoint = ["appointReviewer", [id, owner.address]];
isCustomError(
  "call",
  await failure(() => asStranger.appointReviewer.staticCall(...appoint[1])),
  "NotOwner", id, stranger.address,
);
isCustomError(
  "estimateGas",
  await failure(() => asStranger.appointReviewer.estimateGas(...appoint[1])),
  "NotOwner", id, stranger.address,
);
isCustomError(
  "send",
  await failure(() => asStranger.appointReviewer(...appoint[1])),
  "NotOwner", id, stranger.address,
);
isCustomError(
  "view",
  await failure(() => asStranger.datanet(10n ** 30n)),
  "UnknownDatanet", 10n ** 30n,
);
isCustomError(
  "value",
  await failure(() => contract("Datanets", owner).appointReviewer.staticCall(id, owner.address, { value: 1n })),
  "ValueNotAllowed", 1n,
);
const doomed = await asStranger.appointReviewer(...appoint[1], { gasLimit: 300_000 });
const reverted = await failure(() => doomed.wait());
checks.that("a mined revert is a CALL_EXCEPTION", isError(reverted, "CALL_EXCEPTION"));
checks.equal("status of a mined revert", reverted?.receipt?.status, 0);

// Insufficient funds and a wrong nonce have codes of their own in ethers.
const all = await provider.getBalance(owner.address);
const poor = await failure(() => owner.sendTransaction({ to: stranger.address, value: all, gasLimit: 21_000 }));
checks.that("insufficient funds are refused", poor !== undefined);
const nonce = await owner.getNonce();
const late = await failure(() => owner.sendTransaction({ to: stranger.address, nonce: nonce - 1, gasLimit: 21_000 }));
checks.that("a used nonce is refused", late !== undefined);

// ethers puts what is asked at the same time into one JSON-RPC batch.
const [head, balance, count, code, fee] = await Promise.all([
  provider.getBlockNumber(),
  provider.getBalance(owner.address),
  provider.getTransactionCount(owner.address),
  provider.getCode(contracts.Models.address),
  provider.getFeeData(),
]);
checks.that("batch: block number", head > 0);
checks.equal("batch: balance", balance, all);
checks.equal("batch: nonce", count, nonce);
checks.equal("batch: code", code, "0xfe");
checks.that("batch: gas price", fee.gasPrice >= 0n);
const batch = await fetch(url, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify([
    { jsonrpc: "2.0", id: 7, method: "eth_chainId", params: [] },
    { jsonrpc: "2.0", id: 8, method: "no_such_method", params: [] },
  ]),
}).then((response) => response.json());
checks.equal("raw batch: result", BigInt(batch.find((a) => a.id === 7).result), network.chainId);
checks.equal("raw batch: error", batch.find((a) => a.id === 8).error.code, -32601);

checks.finish();
provider.destroy();
