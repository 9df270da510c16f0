package org.hyperledger.besu.plugin;

/** A plugin of the host. */
public interface BesuPlugin {
  void register(ServiceManager context);

  default void beforeExternalServices() {
    throw new UnsupportedOperationException();
  }

  void start();

  void stop();
}
