// Compiles the peers of Governance, which are OpenZeppelin's, or with --check says whether the committed bytecode is theirs
// (exit 1 if not).
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import solc from "solc";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const source = join(root, "genesis/src/test/solidity/Governors.sol");
const target = join(root, "genesis/src/test/resources/org/openledger/bench/contract/governors.properties");
const version = JSON.parse(readFileSync(join(here, "node_modules/@openzeppelin/contracts/package.json"), "utf8")).version;
const input = {
  language: "Solidity",
  sources: { "Governors.sol": { content: readFileSync(source, "utf8") } },
  settings: {
    optimizer: { enabled: true, runs: 200 },
    evmVersion: "cancun",
    metadata: { bytecodeHash: "none", appendCBOR: false },
    outputSelection: { "*": { "*": ["evm.bytecode.object"] } },
  },
};
const imported = (path) => ({ contents: readFileSync(join(here, "node_modules", path), "utf8") });
const output = JSON.parse(solc.compile(JSON.stringify(input), { import: imported }));
const errors = (output.errors ?? []).filter((e) => e.severity === "error");
for (const e of errors) console.error(e.formattedMessage);
if (errors.length) process.exit(1);

const lines = ["PeerToken", "PeerTimelock", "PeerParameters", "PeerGovernor"].map(
  (name) => `${name}=${output.contracts["Governors.sol"][name].evm.bytecode.object}`,
);
const text = `# Creation bytecode of genesis/src/test/solidity/Governors.sol with OpenZeppelin Contracts ${version} (MIT), by governors.mjs (solc ${solc.version()})\n${lines.join("\n")}\n`;
if (process.argv.includes("--check")) {
  if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
    console.error(`stale: ${target}\nrun: node governors.mjs (in integration-tests/clients)`);
    process.exit(1);
  }
  console.log("4 contracts, up to date");
} else {
  writeFileSync(target, text);
  console.log("4 contracts written");
}
