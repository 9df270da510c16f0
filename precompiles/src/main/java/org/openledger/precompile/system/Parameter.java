package org.openledger.precompile.system;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;

/** The governed parameters: name, bounds, default. */
public enum Parameter {
  /** Wei off the top of each inference's fee. */
  PLATFORM_FEE("platformFee", 0, pow2(96), BigInteger.valueOf(500_000_000_000_000_000L)),
  /** Account that earns the platform fee. */
  PLATFORM_ACCOUNT("platformAccount", 1, addressMax(), BigInteger.ONE),
  /** Account that earns the stakers' share while nothing is staked, and any surplus. */
  TREASURY("treasury", 1, addressMax(), BigInteger.ONE),
  /** Longest answer, in tokens. */
  MAX_OUTPUT("maxOutput", 1, 65_536, 16_384),
  /** Largest count of input tokens in one inference. */
  MAX_INPUT("maxInput", 1, 1L << 32, 1L << 24),
  /** Most segments that a model's links may reach. */
  MAX_SEGMENTS("maxSegments", 1, 1_024, 64),
  /** Largest inline content, in bytes. */
  MAX_CONTENT("maxContent", 1, 1L << 24, 1L << 20),
  /** Most contributions that one version may add. */
  MAX_SEALED("maxSealed", 1, 65_536, 1_024),
  /** Most tokens that one version may add: every node builds its index, in memory. */
  MAX_VERSION_TOKENS("maxVersionTokens", 1, 1L << 31, 1L << 25),
  /** Least share of the net fee that a model gives contributors, in parts per 10,000. */
  MIN_CONTRIBUTORS_SHARE("minContributorsShare", 0, 10_000, 1_000),
  /** Longest shortest span that a model may ask for, in tokens: beyond it nobody would be paid. */
  MAX_MIN_SPAN("maxMinSpan", 1, 4_096, 64),
  /** Largest least rarity that a model may ask for, in bits. */
  MAX_MIN_RARITY("maxMinRarity", 1, 65_536, 512);

  private final String label;
  private final BigInteger minimum;
  private final BigInteger maximum;
  private final BigInteger standard;

  Parameter(String name, long minimum, long maximum, long standard) {
    this(name, minimum, BigInteger.valueOf(maximum), BigInteger.valueOf(standard));
  }

  Parameter(String name, long minimum, BigInteger maximum, BigInteger standard) {
    this.label = name;
    this.minimum = BigInteger.valueOf(minimum);
    this.maximum = maximum;
    this.standard = standard;
  }

  /** The name, left-aligned in a word. */
  public Bytes32 key() {
    return AbiValues.name(label);
  }

  /** The parameter's name. */
  public String label() {
    return label;
  }

  public BigInteger minimum() {
    return minimum;
  }

  public BigInteger maximum() {
    return maximum;
  }

  /** The value of a genesis that does not say another. */
  public BigInteger standard() {
    return standard;
  }

  /** Whether the value is an account that is paid. */
  public boolean namesAccount() {
    return this == PLATFORM_ACCOUNT || this == TREASURY;
  }

  /** Whether a value lies within the bounds. */
  public boolean admits(BigInteger value) {
    return value.compareTo(minimum) >= 0 && value.compareTo(maximum) <= 0;
  }

  /** The parameter of a key. */
  public static Optional<Parameter> byKey(Bytes32 key) {
    for (Parameter parameter : values()) {
      if (parameter.key().equals(key)) {
        return Optional.of(parameter);
      }
    }
    return Optional.empty();
  }

  private static BigInteger pow2(int bits) {
    return BigInteger.ONE.shiftLeft(bits);
  }

  private static BigInteger addressMax() {
    return pow2(8 * Address.SIZE).subtract(BigInteger.ONE);
  }
}
