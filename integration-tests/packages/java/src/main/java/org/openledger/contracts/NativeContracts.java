package org.openledger.contracts;

import org.web3j.protocol.Web3j;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;

/**
 * The native contracts, at the addresses that they have on every OpenLedger chain.
 *
 * @param web3j the node
 * @param transactions who sends; a {@code ReadonlyTransactionManager} suffices for views
 * @param gas price and limit of transactions
 */
public record NativeContracts(
    Web3j web3j, TransactionManager transactions, ContractGasProvider gas) {

  public static final String SYSTEM = "0x000000000000000000000000000000000000a100";
  public static final String DATANETS = "0x000000000000000000000000000000000000a101";
  public static final String MODELS = "0x000000000000000000000000000000000000a102";
  public static final String INFERENCE_FEES = "0x000000000000000000000000000000000000a103";
  public static final String TOKEN_ATTRIBUTION = "0x000000000000000000000000000000000000a104";
  public static final String STAKING = "0x000000000000000000000000000000000000a105";
  public static final String GOVERNANCE = "0x000000000000000000000000000000000000a106";
  public static final String SERVICES = "0x000000000000000000000000000000000000a107";
  public static final String FEEDBACK = "0x000000000000000000000000000000000000a108";
  public static final String AGENTS = "0x000000000000000000000000000000000000a109";
  public static final String INFLUENCE_ATTESTATIONS = "0x000000000000000000000000000000000000a10a";

  /** Protocol version, roles, parameters, tokenizers. */
  public System system() {
    return System.load(SYSTEM, web3j, transactions, gas);
  }

  /** Contributions, versions, access. */
  public Datanets datanets() {
    return Datanets.load(DATANETS, web3j, transactions, gas);
  }

  /** Life-cycle, versions, prices, serving keys. */
  public Models models() {
    return Models.load(MODELS, web3j, transactions, gas);
  }

  /** Quotes, settlements, deposits, credits. */
  public InferenceFees inferenceFees() {
    return InferenceFees.load(INFERENCE_FEES, web3j, transactions, gas);
  }

  /** Which data an answer's tokens came from. */
  public TokenAttribution tokenAttribution() {
    return TokenAttribution.load(TOKEN_ATTRIBUTION, web3j, transactions, gas);
  }

  /** Attesters, epochs of INFLUENCE models, their results. */
  public InfluenceAttestations influenceAttestations() {
    return InfluenceAttestations.load(INFLUENCE_ATTESTATIONS, web3j, transactions, gas);
  }

  /** gOPEN, its votes, stake. */
  public Staking staking() {
    return Staking.load(STAKING, web3j, transactions, gas);
  }

  /** Proposals, votes, the treasury. */
  public Governance governance() {
    return Governance.load(GOVERNANCE, web3j, transactions, gas);
  }

  /** Providers, fine-tune jobs, hosting, usage. */
  public Services services() {
    return Services.load(SERVICES, web3j, transactions, gas);
  }

  /** Rounds of ratings, their rewards, corrections. */
  public Feedback feedback() {
    return Feedback.load(FEEDBACK, web3j, transactions, gas);
  }

  /** Wallets that spend within limits, their budgets. */
  public Agents agents() {
    return Agents.load(AGENTS, web3j, transactions, gas);
  }
}
