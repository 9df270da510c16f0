// What the published rules say an amount must be, computed again: fees and their split, rewards of ratings, shares by
// influence (docs/economics.md). Each rule reads what it needs from events that came before.
import { minimum } from "./book.mjs";

const PER = 10_000n;
const WHOLE = 10n ** 9n;

/** Accounts and amounts out of packed payouts: uint32 number of the account, uint128 wei. */
export function payouts(packed) {
  return [...packed.slice(2).matchAll(/(.{8})(.{32})/g)].map(([, number, wei]) => ({
    number: BigInt("0x" + number),
    amount: BigInt("0x" + wei),
  }));
}

/** An amount by weights: rounded down, what is left to the largest remainders, the first of equal ones. */
export function split(amount, weights) {
  const sum = weights.reduce((a, b) => a + b, 0n);
  const parts = weights.map((weight) => (amount * weight) / sum);
  const remainders = weights.map((weight) => (amount * weight) % sum);
  for (let left = amount - parts.reduce((a, b) => a + b, 0n); left > 0n; left--) {
    const largest = remainders.reduce((best, it, i) => (it > remainders[best] ? i : best), 0);
    parts[largest]++;
    remainders[largest] = -1n;
  }
  return parts;
}

/** The parts of a fee by a version's terms. */
export function fee(terms, inputTokens, outputTokens) {
  const net = (inputTokens * terms.inputRate + outputTokens * terms.outputRate + 999n) / 1000n;
  const weights = [terms.creatorShare, terms.stakersShare, terms.contributorsShare];
  const [creator, stakers, contributors] = split(net, weights);
  return { net, creator, stakers, contributors };
}

/** What each rater of a round earns: 8 − |2·rating − lo − hi| points an item, lo and hi the middle of the others'. */
export function ratingRewards(round, ballots) {
  const revealed = BigInt(ballots.size);
  if (revealed === 0n) return new Map();
  const perRater = minimum(round.budget / revealed, (round.budget * round.maxRaterShare) / PER);
  const rewards = new Map();
  for (const [rater, ratings] of ballots) {
    let points = 0n;
    ratings.forEach((rating, item) => {
      const others = [...ballots].filter(([who]) => who !== rater).map(([, all]) => all[item]).filter((r) => r > 0);
      if (rating === 0 || others.length < Number(round.minOthers)) return;
      others.sort((a, b) => a - b);
      const middle = others[(others.length - 1) >> 1] + others[others.length >> 1];
      points += BigInt(8 - Math.abs(2 * rating - middle));
    });
    rewards.set(rater, { points, amount: (perRater * points) / (8n * round.maxItems) });
  }
  return rewards;
}

/** What an epoch's pool pays by weights: uint48 contribution, uint32 weight, packed. */
export function influenceShares(pool, weights, contributorOf) {
  const sums = new Map();
  for (const [, contribution, weight] of weights.slice(2).matchAll(/(.{12})(.{8})/g)) {
    const payee = contributorOf(BigInt("0x" + contribution));
    sums.set(payee, (sums.get(payee) ?? 0n) + BigInt("0x" + weight));
  }
  return new Map([...sums].map(([payee, weight]) => [payee, (pool * weight) / WHOLE]));
}
