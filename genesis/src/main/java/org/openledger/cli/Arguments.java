package org.openledger.cli;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.client.JsonRpc;
import org.openledger.progress.Phases;
import org.openledger.progress.Steps;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What a command was given: says what is wrong about it, and where to show progress. */
record Arguments(CommandSpec spec) {

  /** Ends the command as wrongly used, unless this holds. */
  void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  Tokenizer tokenizer(String id) {
    require(
        Tokenizers.ids().contains(id), "no tokenizer " + id + ": there are " + Tokenizers.ids());
    return Tokenizers.byId(id);
  }

  /** Ends the command as wrongly used, unless this is a URL of a node, or none was given. */
  void requireUrl(@Nullable String url) {
    require(url == null || JsonRpc.isUrl(url), "--rpc takes an http or https URL, not " + url);
  }

  /** Ends the command as wrongly used, unless this can be read and is no directory. */
  void requireFile(Path file) {
    require(!Files.isDirectory(file), file + " is a directory, not a file");
    require(Files.exists(file), file + " does not exist");
    require(Files.isReadable(file), "cannot read " + file);
  }

  /** A number from 0 to 2^256 - 1, decimal or 0x and hexadecimal. */
  BigInteger word(String option, String text) {
    BigInteger number = BigInteger.ONE.negate();
    if (text.matches("[0-9]{1,78}")) {
      number = new BigInteger(text);
    } else if (text.matches("0x[0-9a-fA-F]{1,64}")) {
      number = new BigInteger(text.substring(2), 16);
    }
    require(
        number.signum() >= 0 && number.bitLength() <= Bytes32.SIZE * Byte.SIZE,
        option + " takes a number from 0 to 2^256 - 1, decimal or 0x and hexadecimal, not " + text);
    return number;
  }

  /** Bars on a terminal, else lines. */
  Phases phases() {
    return new Phases(Terminal.errors() ? Steps.bars() : Steps.lines(spec.commandLine().getErr()));
  }
}
