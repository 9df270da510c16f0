// The digests of typed data, by ethers: {type: digest} of {type: message}, by docs/eip712.json and docs/eip712-domains.json.
//
//   node typed-data.mjs CHAIN_ID MESSAGES
import { readFileSync } from "node:fs";
import { TypedDataEncoder } from "ethers";

const read = (name) => JSON.parse(readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8"));
const types = read("eip712.json");
const domains = read("eip712-domains.json");
const [chainId, messages] = process.argv.slice(2);

const digests = Object.entries(JSON.parse(messages)).map(([type, message]) => [
  type,
  TypedDataEncoder.hash({ ...domains[type], chainId: BigInt(chainId) }, types[type], message),
]);
console.log(JSON.stringify(Object.fromEntries(digests)));
