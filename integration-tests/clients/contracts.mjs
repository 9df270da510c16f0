// The native contracts for ethers, from the ABI that the project publishes.
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Interface } from "ethers";

const abis = resolve(dirname(fileURLToPath(import.meta.url)), "../../docs/abi");
/** In the order of their addresses: 0xa100 + n. */
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

/** By name: { address, interface }. */
export const contracts = Object.fromEntries(
  names.map((name, n) => {
    const address = "0x" + (0xa100 + n).toString(16).padStart(40, "0");
    const abi = JSON.parse(readFileSync(join(abis, name + ".json"), "utf8"));
    return [name, { address, interface: new Interface(abi) }];
  }),
);

/** The mnemonic that development chains share; its keys are public. */
export const MNEMONIC = "test test test test test test test test test test test junk";

/** Collects what is wrong, and ends the process with 1 if anything is. */
export class Checks {
  #failed = 0;
  #passed = 0;

  equal(what, actual, expected) {
    this.that(what, actual === expected, `${actual}, expected ${expected}`);
  }

  that(what, holds, otherwise = "does not hold") {
    if (holds) {
      this.#passed++;
    } else {
      this.#failed++;
      console.error(`FAILED ${what}: ${otherwise}`);
    }
  }

  finish() {
    console.log(`${this.#passed} checks passed, ${this.#failed} failed`);
    process.exitCode = this.#failed === 0 && this.#passed > 0 ? 0 : 1;
  }
}
