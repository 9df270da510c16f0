// Sums of wei by account, and the chain's blocks as a recount reads them. Nothing here knows of the project's own code.
import { getAddress } from "ethers";

/** Sums by key; what a key has not got yet is 0. */
export class Sums extends Map {
  constructor(name) {
    super();
    this.name = name;
  }

  of(key) {
    return this.get(key) ?? 0n;
  }

  add(key, wei) {
    this.set(key, this.of(key) + wei);
    if (this.get(key) < 0n) throw new Error(`${this.name} of ${key} would be ${this.get(key)} wei`);
  }

  take(key, wei) {
    this.add(key, -wei);
  }

  total() {
    return [...this.values()].reduce((a, b) => a + b, 0n);
  }
}

/** Every block from 1 to a height, with its receipts in order: { block, transactions: [{ transaction, receipt }] }. */
export async function* blocks(provider, head) {
  const ahead = 20;
  const read = async (number) => {
    const tag = "0x" + number.toString(16);
    const [block, receipts] = await Promise.all([
      provider.send("eth_getBlockByNumber", [tag, true]),
      provider.send("eth_getBlockReceipts", [tag]),
    ]);
    const transactions = block.transactions.map((transaction, i) => {
      if (receipts[i].transactionHash !== transaction.hash) throw new Error(`block ${number}: receipts out of order`);
      return { transaction, receipt: receipts[i] };
    });
    return { block, transactions };
  };
  for (let from = 1; from <= head; from += ahead) {
    const some = [];
    for (let n = from; n < from + ahead && n <= head; n++) some.push(read(n));
    for (const one of await Promise.all(some)) yield one;
  }
}

export const address = (hex) => getAddress(hex);
export const number = (hex) => BigInt(hex);
export const minimum = (a, b) => (a < b ? a : b);
