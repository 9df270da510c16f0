// Packs the package, installs what was packed where nothing else is, and uses it as an integrator would: types, both
// examples, the contract.
//
//   node check.mjs RPC_URL
//
// Exit code 1 if anything fails.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import solc from "solc";

const here = dirname(fileURLToPath(import.meta.url));
const url = process.argv[2];
if (!url) {
  console.error("usage: node check.mjs RPC_URL");
  process.exit(2);
}
const target = join(here, "target");
const consumer = join(target, "consumer");
const installed = join(consumer, "node_modules/openledger-contracts");
const run = (command, args, cwd) => execFileSync(command, args, { cwd, encoding: "utf8" });

rmSync(target, { recursive: true, force: true });
mkdirSync(installed, { recursive: true });
run("npm", ["pack", "--pack-destination", target], here);
const tarball = readdirSync(target).find((file) => file.endsWith(".tgz"));
run("tar", ["-xzf", join(target, tarball), "-C", installed, "--strip-components=1"], here);
cpSync(join(here, "example"), consumer, { recursive: true });
writeFileSync(join(consumer, "package.json"), JSON.stringify({ type: "module", private: true }));

// Types, as a strict project has them; what was compiled is run.
const options = ["--strict", "--target", "es2022", "--module", "nodenext", "--types", "node", "--skipLibCheck"];
run(join(here, "node_modules/.bin/tsc"), [...options, "--outDir", "out", "viem.ts"], consumer);
refuses("fees.read", 'import { stages } from "openledger-contracts";\nconst stage: "NoStage" = stages[0];\n');

const byEthers = run("node", ["ethers.mjs", url], consumer);
const byViem = run("node", ["out/viem.js", url], consumer);
console.log(byViem);
if (!byViem.startsWith(byEthers)) throw new Error(`ethers and viem differ:\n${byEthers}\n${byViem}`);
if (!byEthers.includes("UnknownModel")) throw new Error(`the custom error was not decoded:\n${byEthers}`);

// The contract, its import resolved in what was installed.
const compiled = JSON.parse(
  solc.compile(
    JSON.stringify({
      language: "Solidity",
      sources: { "PaidAssistant.sol": { content: readFileSync(join(consumer, "PaidAssistant.sol"), "utf8") } },
      settings: { outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } },
    }),
    { import: (path) => ({ contents: readFileSync(join(consumer, "node_modules", path), "utf8") }) },
  ),
);
const errors = (compiled.errors ?? []).map((error) => error.formattedMessage);
if (errors.length) throw new Error(errors.join("\n"));
if (!compiled.contracts["PaidAssistant.sol"].PaidAssistant.evm.bytecode.object) throw new Error("no bytecode");
console.log("the package works");

/** A wrong type is an error: the types say something. */
function refuses(name, source) {
  writeFileSync(join(consumer, name + ".ts"), source);
  try {
    run(join(here, "node_modules/.bin/tsc"), [...options, "--noEmit", name + ".ts"], consumer);
  } catch {
    return;
  }
  throw new Error("the types let through: " + source);
}
