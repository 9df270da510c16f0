package org.openledger.genesis.files;

/**
 * Where a node listens on this machine.
 *
 * @param rpc JSON-RPC over HTTP
 * @param ws JSON-RPC over WebSocket
 * @param p2p the other nodes
 * @param metrics Prometheus
 */
public record NodePorts(int rpc, int ws, int p2p, int metrics) {}
