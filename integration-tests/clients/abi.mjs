// Makes docs/abi/*.json, docs/eip712.json and docs/eip712-domains.json out of the Solidity interfaces, or with --check says whether they are up to date (exit 1 if not).
import { readFileSync, writeFileSync, readdirSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import solc from "solc";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const from = join(root, "precompiles/src/main/solidity");
const to = join(root, "docs/abi");
const check = process.argv.includes("--check");

const files = readdirSync(from).filter((f) => f.endsWith(".sol")).sort();
const sources = Object.fromEntries(files.map((f) => [f, { content: readFileSync(join(from, f), "utf8") }]));
const input = { language: "Solidity", sources, settings: { outputSelection: { "*": { "*": ["abi"] } } } };
const output = JSON.parse(
  solc.compile(JSON.stringify(input), { import: (p) => ({ contents: sources[p.replace("./", "")]?.content }) }),
);
for (const e of output.errors ?? []) console.error(e.formattedMessage);
if ((output.errors ?? []).length) process.exit(1);

if (!existsSync(to)) mkdirSync(to, { recursive: true });
const stale = [];
const expected = new Set();
for (const file of files) {
  const name = file.replace(".sol", "");
  const abi = output.contracts[file][name].abi;
  if (name === "INativeContract") continue;
  const path = join(to, name.slice(1) + ".json");
  expected.add(name.slice(1) + ".json");
  const text = JSON.stringify(abi, null, 2) + "\n";
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    stale.push(path);
    if (!check) writeFileSync(path, text);
  }
}
// The EIP-712 types that the documentation of the interfaces names, in lines such as Permit(address payer,…)Item(…), and
// the domain of each, without the chain's id: its name stands behind the word domain, its contract's address in the title.
const signed = {};
const domains = {};
for (const file of files) {
  const text = sources[file].content;
  for (const [, line] of text.matchAll(/^\/\/\/ +((?:[A-Z]\w*\([^)]*\))+)$/gm)) {
    const structs = {};
    for (const [, name, fields] of line.matchAll(/([A-Z]\w*)\(([^)]*)\)/g)) {
      structs[name] = fields.split(",").map((field) => {
        const [type, label] = field.trim().split(" ");
        return { name: label, type };
      });
    }
    const primary = Object.keys(structs)[0];
    if (signed[primary]) throw new Error(`two types are called ${primary}`);
    signed[primary] = structs;
    domains[primary] = {
      name: /domain `([^`]+)`/.exec(text)[1],
      version: "1",
      verifyingContract: "0x" + /@title .* at 0x…([0-9a-f]{4})$/m.exec(text)[1].padStart(40, "0"),
    };
  }
}
for (const [name, content] of [["eip712.json", signed], ["eip712-domains.json", domains]]) {
  const path = join(root, "docs", name);
  const text = JSON.stringify(content, null, 2) + "\n";
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    stale.push(path);
    if (!check) writeFileSync(path, text);
  }
}
for (const f of readdirSync(to)) if (f.endsWith(".json") && !expected.has(f)) stale.push(join(to, f));
if (check && stale.length) {
  console.error("stale: " + stale.join(", ") + "\nrun: npm run abi (in integration-tests/clients)");
  process.exit(1);
}
console.log(`${expected.size} interfaces, ${check ? "up to date" : stale.length + " written"}`);
