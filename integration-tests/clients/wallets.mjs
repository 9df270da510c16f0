// Wallets as they come: ethers and viem send a deposit each, and say nothing of what gas may cost.
//
//   node wallets.mjs RPC_URL
//
// Needs a chain with the accounts of the test mnemonic, funded. Exit code 1 if a deposit is refused or not counted.
import { Contract, HDNodeWallet, JsonRpcProvider, Mnemonic } from "ethers";
import { createPublicClient, createWalletClient, defineChain, http, parseAbi } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { Checks, MNEMONIC, contracts } from "./contracts.mjs";

const [url] = process.argv.slice(2);
if (!url) {
  console.error("usage: node wallets.mjs RPC_URL");
  process.exit(2);
}

const checks = new Checks();
const { address, interface: abi } = contracts.InferenceFees;

const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true, pollingInterval: 100, cacheTimeout: -1 });
const payer = HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(MNEMONIC), "m/44'/60'/0'/0/9").connect(provider);
const fees = new Contract(address, abi, payer);
const depositOf = async (account) => (await fees.statement(account)).deposit;
const before = await depositOf(payer.address);
await (await fees.deposit({ value: 3n })).wait();
checks.equal("deposit by ethers", (await depositOf(payer.address)) - before, 3n);

const transport = http(url);
const id = await createPublicClient({ transport }).getChainId();
const nativeCurrency = { name: "OPEN", symbol: "OPEN", decimals: 18 };
const chain = defineChain({ id, name: "OpenLedger", nativeCurrency, rpcUrls: { default: { http: [url] } } });
const account = mnemonicToAccount(MNEMONIC, { addressIndex: 8 });
const client = createPublicClient({ chain, transport, pollingInterval: 100, cacheTime: 0 });
const held = await depositOf(account.address);
const hash = await createWalletClient({ chain, transport, account }).writeContract({
  address,
  abi: parseAbi(["function deposit() payable"]),
  functionName: "deposit",
  value: 5n,
});
const receipt = await client.waitForTransactionReceipt({ hash });
checks.equal("status", receipt.status, "success");
checks.equal("deposit by viem", (await depositOf(account.address)) - held, 5n);

checks.finish();
provider.destroy();
