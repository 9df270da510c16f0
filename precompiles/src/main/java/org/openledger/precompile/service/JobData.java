package org.openledger.precompile.service;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.datanet.DataAccess;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.system.Parameter;

/**
 * The Datanets that a job trains on. INV-SERV-06: who accepts a job finds the client's access to
 * all of them granted up to the end of the delivery, by each Datanet's own rules, for no more than
 * the client's budget.
 */
final class JobData {

  private JobData() {}

  /** No more than the network admits: at most as many as storage has room for. */
  static Tuple[] few(Call call, Tuple[] data) {
    long limit = Guards.system(call).parameterLong(Parameter.MAX_JOB_DATANETS);
    Call.require(data.length <= limit, ServiceAbi.TOO_MANY_DATANETS, (long) data.length, limit);
    return data;
  }

  static void store(Call call, Job job, Tuple[] data) {
    DatanetStorage datanets = new DatanetStorage(call.storage());
    BigInteger last = BigInteger.ZERO;
    for (int i = 0; i < data.length; i++) {
      BigInteger datanet = data[i].get(0);
      BigInteger version = data[i].get(1);
      Call.require(datanet.compareTo(last) > 0, ServiceAbi.UNORDERED_DATANETS, datanet);
      boolean known =
          datanets.isDatanet(datanet) && datanets.isVersion(datanet.longValueExact(), version);
      Call.require(known, ServiceAbi.UNKNOWN_VERSION, datanet, version);
      job.setData(i, datanet.longValueExact(), version.longValueExact());
      last = datanet;
    }
  }

  /** Wei for the access that the client lacks up to a block. */
  static BigInteger cost(Call call, Job job, long until) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < job.dataCount(); i++) {
      DataAccess access = new DataAccess(call, job.datanet(i), job.client());
      long blocks = access.missing(until);
      if (blocks > 0) {
        requireForSale(access, job, i, until);
        sum = sum.add(access.price(blocks));
      }
    }
    return sum;
  }

  /** Buys it out of the job's data budget; wei spent. */
  static BigInteger buy(Call call, Job job, long until) {
    BigInteger cost = cost(call, job, until);
    Call.require(
        cost.compareTo(job.dataBudget()) <= 0,
        ServiceAbi.DATA_BUDGET_EXCEEDED,
        cost,
        job.dataBudget());
    for (int i = 0; i < job.dataCount(); i++) {
      DataAccess access = new DataAccess(call, job.datanet(i), job.client());
      long blocks = access.missing(until);
      if (blocks > 0) {
        long request = access.buy(blocks, job.hash(Job.SPECIFICATION));
        call.emit(
            ServiceAbi.DATA_ACCESS_PAID,
            job.id(),
            job.datanet(i),
            request,
            blocks,
            access.price(blocks));
      }
    }
    return cost;
  }

  private static void requireForSale(DataAccess access, Job job, int index, long until) {
    Call.require(
        access.isForSale(), ServiceAbi.ACCESS_NOT_GRANTED, job.datanet(index), job.client());
    Call.require(until <= access.latest(), ServiceAbi.ACCESS_TOO_LONG, until, access.latest());
  }

  static Tuple view(Job job) {
    Tuple[] data = new Tuple[job.dataCount()];
    for (int i = 0; i < data.length; i++) {
      data[i] = AbiValues.tuple(job.datanet(i), job.version(i));
    }
    return Tuple.from((Object) data);
  }
}
