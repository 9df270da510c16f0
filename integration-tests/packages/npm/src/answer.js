
const MOST_RUN = 2 ** 28 - 1;

/** The EIP-712 domain of a primary type of signedTypes. */
export function domain(chainId, type = "Receipt") {
  return { ...signedDomains[type], chainId };
}

/** Packs an answer's token ids; null is a redacted token. */
export function packAnswer(ids, width) {
  const mark = 2 ** (8 * width) - 1;
  const bytes = [];
  const put = (id) => {
    for (let shift = width - 1; shift >= 0; shift--) bytes.push(Math.floor(id / 2 ** (8 * shift)) % 256);
  };
  for (let i = 0; i < ids.length; ) {
    if (ids[i] !== null) {
      if (!Number.isInteger(ids[i]) || ids[i] < 0 || ids[i] >= mark) {
        throw new RangeError(`token ${i} is ${ids[i]}: ids of ${width} bytes are integers from 0 to ${mark - 1}`);
      }
      put(ids[i++]);
      continue;
    }
    let run = 0;
    while (i < ids.length && ids[i] === null) {
      run++;
      i++;
    }
    if (run > MOST_RUN) throw new RangeError(`a run of ${run} redacted tokens: at most ${MOST_RUN}`);
    put(mark);
    for (; run >= 128; run = Math.floor(run / 128)) bytes.push((run % 128) + 128);
    bytes.push(run);
  }
  return "0x" + bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The token ids of a packed answer; null where they are redacted. */
export function unpackAnswer(packed, width) {
  if (!/^0x([0-9a-fA-F]{2})*$/.test(packed)) throw new TypeError("an answer is 0x and pairs of hexadecimal digits");
  const bytes = (packed.slice(2).match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  const mark = 2 ** (8 * width) - 1;
  const ids = [];
  let wasRun = false;
  for (let at = 0; at < bytes.length; ) {
    if (at + width > bytes.length) throw new RangeError(`an id of ${width} bytes is cut off at byte ${at}`);
    const id = bytes.slice(at, at + width).reduce((sum, byte) => sum * 256 + byte, 0);
    at += width;
    if (id !== mark) {
      ids.push(id);
      wasRun = false;
      continue;
    }
    if (wasRun) throw new RangeError(`a run follows a run at byte ${at - width}`);
    let length = 0;
    for (let k = 0; ; k++) {
      if (k === 4 || at === bytes.length) throw new RangeError(`the length of a run is malformed at byte ${at}`);
      const byte = bytes[at++];
      length += (byte % 128) * 128 ** k;
      if (byte < 128) {
        if (byte === 0) throw new RangeError(`the length of a run is malformed at byte ${at - 1}`);
        break;
      }
    }
    for (let i = 0; i < length; i++) ids.push(null);
    wasRun = true;
  }
  return ids;
}
