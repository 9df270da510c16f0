
/**
 * The EIP-712 domain of a primary type.
 * @param type one of signedTypes; Receipt where it is left out
 */
export declare function domain<T extends keyof typeof signedDomains = "Receipt">(
  chainId: bigint | number,
  type?: T,
): (typeof signedDomains)[T] & { readonly chainId: bigint | number };

/**
 * Packs an answer's token ids, as `settle` takes it.
 * @param ids token ids; null is a redacted token
 * @param width bytes of one id: 2 for utf8-bytes, 3 for cl100k_base
 * @throws RangeError where an id does not fit
 */
export declare function packAnswer(ids: ReadonlyArray<number | null>, width: number): `0x${string}`;

/**
 * The token ids of a packed answer; null where they are redacted.
 * @throws RangeError where the bytes are not the encoding of an answer
 */
export declare function unpackAnswer(packed: `0x${string}`, width: number): Array<number | null>;
