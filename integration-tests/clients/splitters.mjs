// Compiles the peers of the benchmarks, or with --check says whether the committed bytecode is theirs (exit 1 if not).
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import solc from "solc";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const source = join(root, "genesis/src/main/solidity/Splitters.sol");
const target = join(root, "genesis/src/main/resources/org/openledger/bench/contract/splitters.properties");
const input = {
  language: "Solidity",
  sources: { "Splitters.sol": { content: readFileSync(source, "utf8") } },
  settings: {
    optimizer: { enabled: true, runs: 200 },
    evmVersion: "cancun",
    metadata: { bytecodeHash: "none", appendCBOR: false },
    outputSelection: { "*": { "*": ["evm.bytecode.object"] } },
  },
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
for (const e of output.errors ?? []) console.error(e.formattedMessage);
if ((output.errors ?? []).some((e) => e.severity === "error")) process.exit(1);

const lines = ["PushSplitter", "PullSplitter"].map(
  (name) => `${name}=${output.contracts["Splitters.sol"][name].evm.bytecode.object}`,
);
const text = `# Creation bytecode of genesis/src/main/solidity/Splitters.sol, by splitters.mjs (solc ${solc.version()})\n${lines.join("\n")}\n`;
if (process.argv.includes("--check")) {
  if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
    console.error(`stale: ${target}\nrun: node splitters.mjs (in integration-tests/clients)`);
    process.exit(1);
  }
  console.log("2 contracts, up to date");
} else {
  writeFileSync(target, text);
  console.log("2 contracts written");
}
