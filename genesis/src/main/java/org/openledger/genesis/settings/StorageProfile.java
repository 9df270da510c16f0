package org.openledger.genesis.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a node keeps state, and what it does to be quick; no part of consensus. */
public enum StorageProfile {
  /** The state of every block. */
  FOREST("data-storage-format=\"FOREST\""),
  /** As {@link #FOREST}, with results of Ethereum's own precompiles kept. */
  FOREST_CACHED("data-storage-format=\"FOREST\"\ncache-precompiles=true"),
  /** The state of the last 512 blocks, in less space. */
  BONSAI("data-storage-format=\"BONSAI\"\nbonsai-parallel-tx-processing-enabled=false"),
  /** As {@link #BONSAI}, with transactions tried in parallel. */
  BONSAI_PARALLEL("data-storage-format=\"BONSAI\"\nbonsai-parallel-tx-processing-enabled=true");

  private final String options;

  StorageProfile(String options) {
    this.options = options;
  }

  /** Its name in the configuration. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Lines of Besu's TOML file. */
  public List<String> options() {
    return options.lines().toList();
  }

  /** All names. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(StorageProfile::key).toList();
  }

  /** The profile of a name. */
  public static Optional<StorageProfile> byKey(String key) {
    return Arrays.stream(values()).filter(profile -> profile.key().equals(key)).findFirst();
  }
}
