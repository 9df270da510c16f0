package org.openledger.node.health;

/**
 * A reason why a node should not be counted on.
 *
 * @param code stable; what it asks for stands in {@code docs/operations/troubleshooting.md}
 * @param message what is the matter and what to do about it, one line
 */
public record Reason(String code, String message) {}
