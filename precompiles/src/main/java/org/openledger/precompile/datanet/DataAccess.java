package org.openledger.precompile.datanet;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** Access that another native contract buys for an account, by the Datanet's own rules. */
public final class DataAccess {

  private final Call call;
  private final long datanet;
  private final Address account;

  /**
   * @param call of the other contract
   * @param datanet a Datanet that there is
   */
  public DataAccess(Call call, long datanet, Address account) {
    this.call = call;
    this.datanet = datanet;
    this.account = account;
  }

  /** Blocks that have to be bought so that access reaches a block; 0: it does. */
  public long missing(long block) {
    if (datanets().isFree(datanet, account)) {
      return 0;
    }
    Access now = new AccessStorage(call.storage()).access(datanet, account);
    return now.reaches(block) ? 0 : block + 1 - Math.max(now.paidUntil(), call.blockNumber());
  }

  /** Whether who pays needs nobody's consent. */
  public boolean isForSale() {
    return datanets().policy(datanet).autoGrant();
  }

  /** The last block that access can be bought for now. */
  public long latest() {
    long most = new SystemStorage(call.storage()).parameterLong(Parameter.MAX_ACCESS);
    return call.blockNumber() + most - 1;
  }

  /** Wei for so many blocks. */
  public BigInteger price(long blocks) {
    return datanets().policy(datanet).accessPrice().multiply(BigInteger.valueOf(blocks));
  }

  /**
   * Buys access that is for sale, with coins of the calling contract.
   *
   * @param blocks from 1 on, and no further than {@link #latest()}
   * @return number of the request, which is granted
   */
  public long buy(long blocks, Bytes32 purpose) {
    BigInteger price = price(blocks);
    if (price.signum() > 0) {
      call.move(NativeAddress.DATANETS, price);
    }
    return AccessGrants.buy(
        call.of(NativeAddress.DATANETS), datanet, account, blocks, price, purpose);
  }

  private DatanetStorage datanets() {
    return new DatanetStorage(call.storage());
  }
}
