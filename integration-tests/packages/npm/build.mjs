// Makes the package out of docs/abi and the Solidity interfaces: dist/, abi/, solidity/.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../..");
// In the order of their addresses: 0xa100 + n.
const names = [
  "System",
  "Datanets",
  "Models",
  "InferenceFees",
  "TokenAttribution",
  "Staking",
  "Governance",
  "Services",
  "Feedback",
  "Agents",
  "InfluenceAttestations",
];

for (const made of ["dist", "abi", "solidity"]) {
  rmSync(join(here, made), { recursive: true, force: true });
  mkdirSync(join(here, made));
}
for (const file of readdirSync(join(root, "precompiles/src/main/solidity"))) {
  cpSync(join(root, "precompiles/src/main/solidity", file), join(here, "solidity", file));
}

const found = readdirSync(join(root, "docs/abi")).map((file) => file.replace(".json", ""));
const unknown = found.filter((name) => !names.includes(name));
if (unknown.length || found.length !== names.length) {
  console.error(`docs/abi has ${found.join(", ")}; this package knows ${names.join(", ")}`);
  process.exit(1);
}

/** A value as a TypeScript type of exactly that value, which is how viem infers types from an ABI. */
function literal(value) {
  if (Array.isArray(value)) return `readonly [${value.map(literal).join(", ")}]`;
  if (value !== null && typeof value === "object") {
    return `{ ${Object.entries(value)
      .map(([key, part]) => `readonly ${JSON.stringify(key)}: ${literal(part)}`)
      .join("; ")} }`;
  }
  return JSON.stringify(value);
}

const code = [];
const types = [];
const addresses = {};
names.forEach((name, n) => {
  const abi = JSON.parse(readFileSync(join(root, "docs/abi", name + ".json"), "utf8"));
  const variable = name[0].toLowerCase() + name.slice(1) + "Abi";
  writeFileSync(join(here, "abi", name + ".json"), JSON.stringify(abi, null, 2) + "\n");
  code.push(`export const ${variable} = ${JSON.stringify(abi)};`);
  types.push(`/** ABI of ${name}. */\nexport declare const ${variable}: ${literal(abi)};`);
  addresses[name] = "0x" + (0xa100 + n).toString(16).padStart(40, "0");
});
const stages = enumOf("IModels.sol", "Stage");
const signed = JSON.parse(readFileSync(join(root, "docs/eip712.json"), "utf8"));
const domains = JSON.parse(readFileSync(join(root, "docs/eip712-domains.json"), "utf8"));

code.push(`export const addresses = Object.freeze(${JSON.stringify(addresses)});`);
types.push(`/** Where the native contracts live, on every OpenLedger chain. */\nexport declare const addresses: ${literal(addresses)};`);
code.push(`export const stages = Object.freeze(${JSON.stringify(stages)});`);
types.push(`/** Stages of a model, by their number. */\nexport declare const stages: ${literal(stages)};`);

code.push(`export const signedTypes = ${JSON.stringify(signed)};`);
types.push(`/** EIP-712 types of what the contracts take signed, by primary type. */\nexport declare const signedTypes: ${literal(signed)};`);
code.push(`export const signedDomains = ${JSON.stringify(domains)};`);
types.push(`/** Their domains, without the chain's id. */\nexport declare const signedDomains: ${literal(domains)};`);

writeFileSync(join(here, "dist/index.js"), code.join("\n") + "\n" + readFileSync(join(here, "src/answer.js"), "utf8"));
writeFileSync(
  join(here, "dist/index.d.ts"),
  types.join("\n") + "\n" + readFileSync(join(here, "src/answer.d.ts"), "utf8"),
);
console.log(`${names.length} contracts packed`);

/** The values of an enum of an interface. */
function enumOf(file, name) {
  const source = readFileSync(join(root, "precompiles/src/main/solidity", file), "utf8");
  const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(source)?.[1];
  if (!body) throw new Error(`${file} declares no enum ${name}`);
  return body.split(",").map((part) => part.replace(/\/\/.*$/gm, "").trim()).filter(Boolean);
}
