package org.openledger.attribution.bench;

/**
 * One measured number.
 *
 * @param name of the row
 * @param value measured
 * @param unit of the value
 */
public record Row(String name, double value, String unit) {}
