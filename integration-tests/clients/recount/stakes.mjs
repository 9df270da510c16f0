// What stake earns (docs/economics.md): rewards by share, at a scale of 2^128, in proportion to shares, none of the past.
// A pool that was slashed has shares worth less than a wei; here a share is always one.
const SCALE = 128n;

export class StakePool {
  #shares = 0n;
  #perShare = 0n;
  #rest = 0n;
  #positions = new Map();

  #position(account) {
    if (!this.#positions.has(account)) this.#positions.set(account, { shares: 0n, since: this.#perShare, earned: 0n });
    const position = this.#positions.get(account);
    position.earned += position.shares * (this.#perShare - position.since);
    position.since = this.#perShare;
    return position;
  }

  /** Wei for all who have shares now. */
  share(wei) {
    if (this.#shares === 0n) throw new Error(`${wei} wei for stakers of a pool that has none`);
    const all = (wei << SCALE) + this.#rest;
    this.#perShare += all / this.#shares;
    this.#rest = all % this.#shares;
  }

  /** Shares come, or go where they are negative. */
  change(account, shares) {
    this.#position(account).shares += shares;
    this.#shares += shares;
  }

  /** Whole wei that an account has earned; its fraction stays. */
  pay(account) {
    const position = this.#position(account);
    const wei = position.earned >> SCALE;
    position.earned -= wei << SCALE;
    return wei;
  }
}
