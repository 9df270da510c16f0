// Compiles the contracts that call native contracts, or with --check says whether the committed bytecode is theirs (exit 1 if
// not).
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import solc from "solc";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const interfaces = join(root, "precompiles/src/main/solidity");
const source = join(root, "integration-tests/src/test/solidity/Callers.sol");
const target = join(root, "integration-tests/src/test/resources/org/openledger/integration/callers/callers.properties");
const names = ["Prober", "Customer", "Proxy"];
const input = {
  language: "Solidity",
  sources: { "Callers.sol": { content: readFileSync(source, "utf8") } },
  settings: {
    optimizer: { enabled: true, runs: 200 },
    evmVersion: "cancun",
    metadata: { bytecodeHash: "none", appendCBOR: false },
    outputSelection: { "*": { "*": ["evm.bytecode.object", "evm.deployedBytecode.object"] } },
  },
};
const read = (path) => ({ contents: readFileSync(join(interfaces, path.replace("./", "")), "utf8") });
const output = JSON.parse(solc.compile(JSON.stringify(input), { import: read }));
for (const e of output.errors ?? []) console.error(e.formattedMessage);
if ((output.errors ?? []).some((e) => e.severity === "error")) process.exit(1);

const compiled = (name) => output.contracts["Callers.sol"][name].evm;
const lines = names.map((name) => `${name}=${compiled(name).bytecode.object}`);
lines.push(`Prober.deployed=${compiled("Prober").deployedBytecode.object}`);
const head = `# Creation bytecode of integration-tests/src/test/solidity/Callers.sol, by callers.mjs (solc ${solc.version()})`;
const text = `${head}\n${lines.join("\n")}\n`;
if (process.argv.includes("--check")) {
  if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
    console.error(`stale: ${target}\nrun: node callers.mjs (in integration-tests/clients)`);
    process.exit(1);
  }
  console.log(`${names.length} contracts, up to date`);
} else {
  writeFileSync(target, text);
  console.log(`${names.length} contracts written`);
}
