package org.hyperledger.besu.evm.account;

/** An account. */
public interface Account extends AccountState {}
