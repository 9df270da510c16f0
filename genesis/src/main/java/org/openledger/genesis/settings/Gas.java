package org.openledger.genesis.settings;

import java.math.BigInteger;
import java.util.Optional;
import org.openledger.precompile.host.Address;

/**
 * What gas costs.
 *
 * @param mode how the base fee is treated
 * @param minGasPrice wei below which validators take no transaction
 * @param baseFee wei that block 0 burns for a unit of gas; 0 unless the base fee is burned
 * @param beneficiary earns what is paid above the base fee; empty: the block's proposer
 */
public record Gas(
    Mode mode, BigInteger minGasPrice, BigInteger baseFee, Optional<Address> beneficiary) {

  /** How the base fee is treated. */
  public enum Mode {
    /** There is none; what gas costs is earned. */
    ZERO_BASE_FEE(Catalogue.MODE_ZERO),
    /** As EIP-1559 has it: it follows demand, and is burned. */
    BURNED_BASE_FEE(Catalogue.MODE_BURNED),
    /** There is none, and gas costs nothing. */
    FREE(Catalogue.MODE_FREE);

    private final String key;

    Mode(String key) {
      this.key = key;
    }

    /** Its name in the configuration. */
    public String key() {
      return key;
    }

    static Mode byKey(String key) {
      for (Mode mode : values()) {
        if (mode.key.equals(key)) {
          return mode;
        }
      }
      throw new IllegalArgumentException("no mode " + key);
    }
  }
}
