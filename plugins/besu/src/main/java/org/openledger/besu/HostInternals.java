package org.openledger.besu;

import java.lang.reflect.Field;
import java.util.Optional;
import org.hyperledger.besu.datatypes.Hash;
import org.hyperledger.besu.ethereum.mainnet.ProtocolSchedule;
import org.hyperledger.besu.plugin.services.BlockchainService;
import org.hyperledger.besu.plugin.services.PicoCLIOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The private fields of the host through which a plugin reaches its protocol schedule, and where a
 * transaction is. No service, SPI or option of the host takes native contracts or tells that, so
 * this reflection is the one way in.
 *
 * <p>It goes through {@code getClass()}, never through class names: the packages of these classes
 * move between releases of the host, the names of the fields have stayed.
 */
final class HostInternals {

  private static final Logger LOG = LoggerFactory.getLogger(HostInternals.class);

  /** The host's option that drops a plugin which throws. */
  static final String CONTINUE_ON_ERROR = "--plugin-continue-on-error";

  private HostInternals() {}

  /** The schedule that the host's controller was built with; exists before JSON-RPC listens. */
  static ProtocolSchedule scheduleOfController(PicoCLIOptions options) {
    try {
      CommandLine commandLine = (CommandLine) privateField(options, "commandLine");
      Object controller = privateField(commandLine.getCommand(), "besuController");
      return (ProtocolSchedule)
          controller.getClass().getMethod("getProtocolSchedule").invoke(controller);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw unreachable(e);
    }
  }

  /**
   * Whether the host was told to run on without a plugin that fails; false where this release does
   * not know the option.
   */
  static boolean continuesOnPluginError(PicoCLIOptions options) {
    try {
      CommandLine commandLine = (CommandLine) privateField(options, "commandLine");
      OptionSpec option = commandLine.getCommandSpec().findOption(CONTINUE_ON_ERROR);
      return option != null && Boolean.TRUE.equals(option.getValue());
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw unreachable(e);
    }
  }

  /** The schedule that the host's blockchain uses; must be the controller's. */
  static ProtocolSchedule scheduleOfBlockchain(BlockchainService service) {
    try {
      return (ProtocolSchedule) privateField(service, "protocolSchedule");
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw unreachable(e);
    }
  }

  /**
   * The block that holds a transaction; no service of the host tells. Empty where this release
   * hides it: then queries need the block besides.
   */
  static Optional<Hash> blockOf(BlockchainService service, Hash transaction) {
    try {
      Object blockchain = privateField(service, "blockchain");
      Optional<?> location =
          (Optional<?>)
              blockchain
                  .getClass()
                  .getMethod("getTransactionLocation", Hash.class)
                  .invoke(blockchain, transaction);
      return location.isEmpty()
          ? Optional.empty()
          : Optional.of(
              (Hash) location.get().getClass().getMethod("getBlockHash").invoke(location.get()));
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.debug("Besu does not tell the block of a transaction", e);
      return Optional.empty();
    }
  }

  private static Object privateField(Object owner, String name)
      throws ReflectiveOperationException {
    for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          Object value = field.get(owner);
          if (value == null) {
            throw new NoSuchFieldException(type.getName() + "." + name + " is null");
          }
          return value;
        }
      }
    }
    throw new NoSuchFieldException(owner.getClass().getName() + "." + name);
  }

  private static StartUpException unreachable(Exception cause) {
    return new StartUpException(
        Refusal.UNSUPPORTED_BESU,
        "this release of Besu hides its protocol schedule from the plugin ("
            + cause
            + "): use a release that the plugin supports",
        cause);
  }
}
