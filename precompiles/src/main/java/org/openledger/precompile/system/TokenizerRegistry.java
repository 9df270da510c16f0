package org.openledger.precompile.system;

import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.RevertException;

/**
 * Tokenizers and their weight tables. Only what every node of the protocol version holds can be
 * registered (INV-SYS-05); a change of a table is for versions that are proposed from then on.
 */
final class TokenizerRegistry {

  private static final ContractAbi ABI = ContractAbi.of("System");
  private static final AbiEvent TOKENIZER_REGISTERED = ABI.event("TokenizerRegistered");
  private static final AbiEvent WEIGHT_TABLE_CHANGED = ABI.event("WeightTableChanged");
  private static final AbiError ALREADY_REGISTERED = ABI.error("AlreadyRegistered");
  private static final AbiError UNKNOWN_TOKENIZER = ABI.error("UnknownTokenizer");
  private static final AbiError UNKNOWN_WEIGHT_TABLE = ABI.error("UnknownWeightTable");

  private final ShippedTables tables;

  TokenizerRegistry(ShippedTables tables) {
    this.tables = tables;
  }

  void register(Call call) {
    SystemContract.only(Role.ADMIN, call);
    SystemStorage system = new SystemStorage(call.storage());
    Bytes32 id = call.word(0);
    Call.require(!system.tokenizer(id).isRegistered(), ALREADY_REGISTERED, id);
    ShippedTable table = shipped(id, call.word(1));
    system.setTokenizer(
        id, new RegisteredTokenizer(table.tokenizerHash(), table.vocabularySize(), table.hash()));
    call.emit(
        TOKENIZER_REGISTERED,
        id,
        table.tokenizerHash(),
        (long) table.vocabularySize(),
        table.hash());
  }

  void setWeightTable(Call call) {
    SystemContract.only(Role.GOVERNOR, call);
    SystemStorage system = new SystemStorage(call.storage());
    Bytes32 id = call.word(0);
    RegisteredTokenizer tokenizer = system.tokenizer(id);
    Call.require(tokenizer.isRegistered(), UNKNOWN_TOKENIZER, id);
    Bytes32 hash = shipped(id, call.word(1)).hash();
    if (!hash.equals(tokenizer.weightTable())) {
      system.setTokenizer(
          id, new RegisteredTokenizer(tokenizer.hash(), tokenizer.vocabularySize(), hash));
      call.emit(WEIGHT_TABLE_CHANGED, id, tokenizer.weightTable(), hash);
    }
  }

  private ShippedTable shipped(Bytes32 tokenizer, Bytes32 hash) {
    return tables
        .find(tokenizer, hash)
        .orElseThrow(() -> new RevertException(UNKNOWN_WEIGHT_TABLE, tokenizer, hash));
  }
}
