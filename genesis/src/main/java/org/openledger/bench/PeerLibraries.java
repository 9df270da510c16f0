package org.openledger.bench;

/**
 * C libraries that the construction of suffix arrays is compared with where they are.
 *
 * @param divsufsort name or path of libdivsufsort, which sorts bytes
 * @param libsais name or path of libsais, which sorts tokens too
 */
public record PeerLibraries(String divsufsort, String libsais) {}
