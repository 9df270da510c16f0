package org.hyperledger.besu.plugin.services;

import java.nio.file.Path;

/** What the host is configured to do. */
public interface BesuConfiguration extends BesuService {
  Path getDataPath();
}
