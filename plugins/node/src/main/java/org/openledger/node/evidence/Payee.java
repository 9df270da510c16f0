package org.openledger.node.evidence;

import java.math.BigInteger;
import org.openledger.precompile.host.Address;

/**
 * What a contributor got of a settlement.
 *
 * @param number of the account in the ledger
 * @param account who is paid
 * @param units of the answer
 * @param amount wei
 */
public record Payee(long number, Address account, long units, BigInteger amount) {}
