package org.hyperledger.besu.plugin;

import java.util.Optional;
import org.hyperledger.besu.plugin.services.BesuService;

/** Where plugins find the services of the host. */
public interface ServiceManager {
  <T extends BesuService> Optional<T> getService(Class<T> serviceType);
}
