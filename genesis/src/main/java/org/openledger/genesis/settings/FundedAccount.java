package org.openledger.genesis.settings;

import java.math.BigInteger;
import org.openledger.precompile.host.Address;

/**
 * An account that the configuration names.
 *
 * @param name what it is called
 * @param address where it is
 * @param balance wei in block 0
 */
public record FundedAccount(String name, Address address, BigInteger balance) {}
