// What the whole story says, whoever tells it: the cast, texts and terms of story.json, how texts travel, and the report
// that each teller writes. Nothing here knows of a client library.
import { readFileSync, writeFileSync } from "node:fs";

export const story = JSON.parse(readFileSync(new URL("story.json", import.meta.url), "utf8"));

/** EIP-712 types of what serving keys sign. */
export const signedTypes = JSON.parse(readFileSync(new URL("../../docs/eip712.json", import.meta.url), "utf8"));

const ids = (text) => [...Buffer.from(text, "utf8")].map((byte) => byte.toString(16).padStart(4, "0")).join("");

/** An answer as it is settled: utf8-bytes has one id of two bytes for each byte of the text. */
export const answerOf = (text) => "0x" + ids(text);

/** A contribution's content: one document, ended by the mark. */
export const contentOf = (text) => "0x" + ids(text) + "ffff";

export const tokensOf = (text) => Buffer.byteLength(text, "utf8");

/** Accounts and amounts out of packed payouts: uint32 number of the account, uint128 wei. */
export function payoutsOf(packed) {
  return [...packed.slice(2).matchAll(/(.{8})(.{32})/g)].map(([, number, wei]) => ({
    number: BigInt("0x" + number),
    amount: BigInt("0x" + wei),
  }));
}

/** Waits until a condition gives something, at most a minute. */
export async function until(condition) {
  for (let i = 0; i < 600; i++) {
    const found = await condition();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`a minute has passed: ${condition}`);
}

/** What a teller saw, the same for each: integers as decimal strings, addresses in lower case. */
export class Report {
  #parts = { steps: [], settlements: [], errors: [] };

  set(name, value) {
    this.#parts[name] = value;
  }

  add(name, value) {
    this.#parts[name].push(value);
  }

  /** A transaction: what it did, and what its gas cost. */
  step(name, succeeded, gasUsed, price) {
    this.add("steps", { name, succeeded, gasUsed, price });
  }

  write(file) {
    writeFileSync(file, JSON.stringify(this.#parts, (_, value) => plain(value), 2) + "\n");
  }
}

function plain(value) {
  if (typeof value === "bigint") return value.toString();
  return typeof value === "string" && value.startsWith("0x") ? value.toLowerCase() : value;
}
