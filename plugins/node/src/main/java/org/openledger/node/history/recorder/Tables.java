package org.openledger.node.history.recorder;

import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.store.Key;
import org.openledger.precompile.host.Address;

/**
 * Where rows stand. Tables 0 and 1 are the store's, 2 and 3 those of series.
 *
 * <pre>
 *   4  log           position              transaction hash, its index, emitter, topics, data
 *   5  block         number                hash, timestamp; blocks with logs of native contracts
 *   6  activity      account, position     –
 *   7  request       model, payer, request position of its settlement
 *   8  proof         model, payer, request, –; proofs that the serving key signed what was wrong
 *                    position
 *   9  batch         model, payer, nonce   positions of its first possible and of its own log
 *  10  number        account number        account
 *  11  contribution  id                    Datanet, contributor, tokens
 *  12  holding       contributor, Datanet  first version with a contribution of his, how many
 *                                          contributions and tokens were sealed
 *  13  holder        Datanet, contributor  –
 *  14  model         id                    creator, parent, stage, position of its proposal
 *  15  child         model, child          –
 *  16  links         model, version        Datanet and version, for each
 *  17  schedule      model                 version, first block, source, for each
 *  18  datanet       id                    owner, versions, contributions, tokens, position of its creation
 *  19  user          Datanet, model        –
 *  20  proposal      number                its id, position of its creation
 *  21  proposal id   id                    number
 *  22  proposer      account, number       –
 *  23  step          proposal id, position –; that it was queued, executed or canceled
 *  24  vote          proposal id, position –
 *  25  voter         proposal id, account  position of his vote
 * </pre>
 */
public final class Tables {

  private static final Key LOG = Key.table(4);
  private static final Key BLOCK = Key.table(5);
  private static final Key ACTIVITY = Key.table(6);
  private static final Key REQUEST = Key.table(7);
  private static final Key PROOF = Key.table(8);
  private static final Key BATCH = Key.table(9);
  private static final Key NUMBER = Key.table(10);
  private static final Key CONTRIBUTION = Key.table(11);
  private static final Key HOLDING = Key.table(12);
  private static final Key HOLDER = Key.table(13);
  private static final Key MODEL = Key.table(14);
  private static final Key CHILD = Key.table(15);
  private static final Key LINKS = Key.table(16);
  private static final Key SCHEDULE = Key.table(17);
  private static final Key DATANET = Key.table(18);
  private static final Key USER = Key.table(19);
  private static final Key PROPOSAL = Key.table(20);
  private static final Key PROPOSAL_ID = Key.table(21);
  private static final Key PROPOSER = Key.table(22);
  private static final Key STEP = Key.table(23);
  private static final Key VOTE = Key.table(24);
  private static final Key VOTER = Key.table(25);

  private Tables() {}

  /** All logs. */
  public static Key logs() {
    return LOG;
  }

  public static Key log(Position at) {
    return at.after(LOG);
  }

  public static Key block(long number) {
    return BLOCK.with(number);
  }

  /** What is kept of all accounts that a log names, by account. */
  public static Key activities() {
    return ACTIVITY;
  }

  /** Before the position of each log that names an account. */
  public static Key activity(Address account) {
    return ACTIVITY.with(account);
  }

  public static Key request(long model, Address payer, Bytes32 request) {
    return REQUEST.with(model).with(payer).with(request);
  }

  /** Before the position of each proof. */
  public static Key proofs(long model, Address payer, Bytes32 request) {
    return PROOF.with(model).with(payer).with(request);
  }

  public static Key batch(long model, Address payer, Bytes32 nonce) {
    return BATCH.with(model).with(payer).with(nonce);
  }

  public static Key number(long account) {
    return NUMBER.with(account);
  }

  public static Key contribution(long id) {
    return CONTRIBUTION.with(id);
  }

  public static Key holding(Address contributor, long datanet) {
    return holdings(contributor).with(datanet);
  }

  /** All Datanets of a contributor. */
  public static Key holdings(Address contributor) {
    return HOLDING.with(contributor);
  }

  /** All contributors of a Datanet. */
  public static Key holders(long datanet) {
    return HOLDER.with(datanet);
  }

  public static Key model(long id) {
    return MODEL.with(id);
  }

  /** All children of a model. */
  public static Key children(long model) {
    return CHILD.with(model);
  }

  public static Key links(long model, long version) {
    return LINKS.with(model).with(version);
  }

  public static Key schedule(long model) {
    return SCHEDULE.with(model);
  }

  public static Key datanet(long id) {
    return DATANET.with(id);
  }

  /** All models that have ever linked a Datanet. */
  public static Key users(long datanet) {
    return USER.with(datanet);
  }

  /** All proposals, before their numbers. */
  public static Key proposals() {
    return PROPOSAL;
  }

  public static Key proposalId(Bytes32 id) {
    return PROPOSAL_ID.with(id);
  }

  /** All proposals of an account, before their numbers. */
  public static Key proposer(Address account) {
    return PROPOSER.with(account);
  }

  /** Before the position of each log that tells what became of a proposal. */
  public static Key steps(Bytes32 proposal) {
    return STEP.with(proposal);
  }

  /** Before the position of each vote on a proposal. */
  public static Key votes(Bytes32 proposal) {
    return VOTE.with(proposal);
  }

  public static Key vote(Bytes32 proposal, Address voter) {
    return VOTER.with(proposal).with(voter);
  }
}
