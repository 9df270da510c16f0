/** Events that move no coins, and tell nothing that is needed later. */
export const SILENT = {
  System:
    "RoleGranted RoleRevoked ParameterChanged TokenizerRegistered WeightTableChanged ProtocolScheduled" +
    " ProtocolCancelled",
  Datanets:
    "PolicyChanged QuorumChanged ReviewerAppointed ReviewerDismissed ContributorAllowed ContributorDisallowed" +
    " OwnershipTransferStarted OwnershipTransferred Committed ContentPublished Voted Reviewed MarkedCommons TakenDown" +
    " VersionSealed VersionAttested VersionScheduled VersionActivated",
  Models:
    "ModelLinked StageChanged VersionWithdrawn ServingKeyAdded ServingKeyRevoked ModelTransferStarted ModelTransferred",
  InferenceFees: "WithdrawalStarted PermitRevoked PledgeWithdrawalStarted ServingBondWithdrawalStarted AgentSpent",
  Staking: "Approval DelegateChanged DelegateVotesChanged",
  Governance: "ProposalCreated ProposalQueued ProposalExecuted ProposalCanceled VoteCast",
  Services:
    "ProviderRegistered ProviderDescribed BondWithdrawalStarted JobDelivered OfferClosed UsageSettled UsageSkipped",
  Feedback: "ShareChanged ShareLoweringAnnounced ItemAdded RatingsCommitted CorrectionProposed",
  Agents:
    "LimitsChanged ModelsChanged MetadataChanged OwnershipTransferStarted Paused Unpaused AgentRevoked AgentAccepted",
  InfluenceAttestations: "AttesterActivated AttesterSuspended AttesterLeft ResultCosigned AttestersCounted",
};
