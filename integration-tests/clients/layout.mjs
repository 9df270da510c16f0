// Makes precompiles/src/test/resources/layout/*.json, solc's storage layout of the reference contracts, or with --check
// says whether they are up to date (exit 1 if not).
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import solc from "solc";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const file = "StorageLayouts.sol";
const content = readFileSync(join(root, "precompiles/src/test/solidity", file), "utf8");
const input = {
  language: "Solidity",
  sources: { [file]: { content } },
  settings: { outputSelection: { "*": { "*": ["storageLayout"] } } },
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
for (const e of output.errors ?? []) console.error(e.formattedMessage);
if ((output.errors ?? []).length) process.exit(1);

const check = process.argv.includes("--check");
let stale = 0;
for (const [name, contract] of Object.entries(output.contracts[file])) {
  const { storage, types } = contract.storageLayout;
  const strip = ({ label, offset, slot, type }) => ({ label, offset, slot, type: type.replace(/\d+_storage/g, "storage") });
  const plain = {};
  for (const [key, type] of Object.entries(types)) {
    const members = type.members?.map(strip);
    const of = (t) => t?.replace(/\d+_storage/g, "storage");
    plain[of(key)] = {
      encoding: type.encoding, numberOfBytes: type.numberOfBytes, key: of(type.key), value: of(type.value), base: of(type.base), members,
    };
  }
  const text = JSON.stringify({ storage: storage.map(strip), types: plain }, null, 2) + "\n";
  const path = join(root, "precompiles/src/test/resources/layout", name.replace("Layout", "") + ".json");
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    stale++;
    if (check) console.error("stale: " + path);
    else writeFileSync(path, text);
  }
}
if (check && stale) {
  console.error("run: npm run abi (in integration-tests/clients)");
  process.exit(1);
}
console.log(`${Object.keys(output.contracts[file]).length} layouts, ${check ? "up to date" : stale + " written"}`);
