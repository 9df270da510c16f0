package org.openledger.precompile.model;

import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.rule.Parameters;
import org.openledger.precompile.host.Address;

/**
 * What a model's creator fixes with a version.
 *
 * @param baseModel hash of the base model's weights
 * @param adapter hash of the adapter; zero: none
 * @param tokenizer its ASCII name
 * @param configuration hash of the serving configuration; zero: none
 * @param prices rates and shares
 * @param attribution parameters of the rule
 * @param influence whether attested influence pays, in place of the rule
 * @param sink who receives what no contributor does; zero: the treasuries of the linked Datanets
 */
public record Terms(
    Bytes32 baseModel,
    Bytes32 adapter,
    Bytes32 tokenizer,
    Bytes32 configuration,
    Prices prices,
    Parameters attribution,
    boolean influence,
    Address sink) {}
