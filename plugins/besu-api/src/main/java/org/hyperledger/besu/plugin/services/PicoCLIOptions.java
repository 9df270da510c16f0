package org.hyperledger.besu.plugin.services;

/** The command line. */
public interface PicoCLIOptions extends BesuService {
  void addPicoCLIOptions(String namespace, Object optionObject);
}
