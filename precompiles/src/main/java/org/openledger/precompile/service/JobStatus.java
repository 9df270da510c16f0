package org.openledger.precompile.service;

/** What became of a job, with the codes of the ABI and of storage. */
public enum JobStatus {
  NONE(0),
  OPEN(1),
  ACCEPTED(2),
  DELIVERED(3),
  DISPUTED(4),
  PAID(5),
  RESOLVED(6),
  CANCELLED(7),
  MISSED(8);

  private static final JobStatus[] BY_CODE = values();

  private final int code;

  JobStatus(int code) {
    this.code = code;
  }

  /** The number in the ABI and in storage. */
  public int code() {
    return code;
  }

  /** What a code stands for. */
  public static JobStatus of(long code) {
    return BY_CODE[Math.toIntExact(code)];
  }
}
