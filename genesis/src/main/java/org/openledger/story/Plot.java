package org.openledger.story;

import com.esaulpaugh.headlong.abi.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.client.JsonRpc;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.progress.Steps;

/**
 * What happens when. The model goes through its stages one after the other; once it is deployed,
 * ratings, the second vote and attested influence go on side by side, as they would.
 */
final class Plot {

  private static final NativeAddress MODELS = NativeAddress.MODELS;

  /** Blocks beyond what the second vote takes at least: transactions may wait a few. */
  private static final long SLACK = 14;

  private final Scene scene;
  private final Tokenizer tokenizer;
  private final List<JsonRpc> nodes;
  private final Steps steps;
  private final List<Section> sections = new ArrayList<>();

  private final Section before = section("Before: coins, roles, gOPEN, bonds");
  private final Section proposed = section("Stage 1, Proposed: gOPEN votes on the model");
  private final Section collecting = section("Stages 2 and 3, Approved and DataCollection");
  private final Section tuning = section("Stage 4, FineTuning: a job in escrow");
  private final Section feedback = section("Stage 5, Feedback: a share for those who will rate");
  private final Section deployed = section("Stage 6, Deployed: answers, paid by people and agents");
  private final Section hosting = section("Deployed: the adapter hosted, its usage in a batch");
  private final Section staking = section("Deployed: stakers earn");
  private final Section rating = section("Deployed: people rate (RLHF)");
  private final Section granting =
      section("Deployed: a second vote slashes a copy, grants, approves version 2");
  private final Section attesting = section("Deployed: version 2 pays by attested influence");
  private final Section leaving = section("Everybody takes what is his");

  private final Opening opening;
  private final Stakes stakes;
  private final Gathering gathering;
  private final Tuning job;
  private final Hosting host;
  private long model;

  Plot(Scene scene, Tokenizer tokenizer, List<JsonRpc> nodes, Steps steps) {
    this.scene = scene;
    this.tokenizer = tokenizer;
    this.nodes = nodes;
    this.steps = steps;
    this.opening = new Opening(scene, before);
    this.stakes = new Stakes(scene, staking);
    this.gathering = new Gathering(scene, collecting, tokenizer);
    this.job = new Tuning(scene, tuning);
    this.host = new Hosting(scene, hosting);
  }

  private Section section(String title) {
    Section section = new Section(title);
    sections.add(section);
    return section;
  }

  Outcome tell() {
    Accounting accounting = Accounting.begin(scene);
    step("before", this::prepare);
    Serving serving = new Serving(scene, tokenizer, model);
    step("proposed", () -> vote(serving));
    step("data", () -> collect(serving));
    step("fine-tuning", this::tune);
    step("deploying", this::deploy);
    step("inferences", () -> serve(serving));
    step("second life", () -> rateAndAttest(serving));
    step("leaving", () -> leave(serving));
    return accounting.end(gathering, model, sections);
  }

  private void step(String name, Runnable telling) {
    try (Steps.Step step = steps.begin(name, 1)) {
      telling.run();
      step.advance(1);
    }
  }

  /** Sends transactions that do not need each other. */
  private void together(Consumer<Wave> acts) {
    Wave wave = scene.wave();
    acts.accept(wave);
    wave.send();
  }

  private void prepare() {
    opening.fund();
    Wave wave = scene.wave();
    opening.appoint(wave);
    new Stakes(scene, before).deposit(wave);
    Rating.bond(scene, before, wave);
    gathering.create(wave);
    job.register(wave);
    host.register(wave);
    Tuple terms = ModelTerms.of(tokenizer.id(), Bytes32.ZERO, ModelTerms.TOKENS);
    wave.with(
        proposed,
        scene
            .act(
                Part.CREATOR,
                MODELS,
                "propose",
                "Nature, told",
                0L,
                scene.parties().address(Part.SERVING_KEY),
                terms)
            .so("70 % creator, 10 % stakers, 20 % contributors"),
        receipt -> model = scene.number(receipt, MODELS, "ModelProposed", 0));
    wave.send();
  }

  private void vote(Serving serving) {
    together(
        wave -> {
          new Stakes(scene, before).delegateAndStake(wave, model);
          Attesting.register(scene, before, wave);
          serving.register(before, wave);
        });
    // A proposer's votes are those of one block ago.
    scene.blocks().await(scene.chain().head() + 1);
    Act approval = scene.act(Part.PROPOSER, MODELS, "advance", model);
    Vote vote = new Vote(scene, proposed, "Approve model " + model + salt(), List.of(approval));
    together(
        wave -> {
          vote.propose(wave);
          serving.employ(before, wave);
        });
    new Agenda(scene.blocks()).with(way(vote, "the model is approved")).run();
  }

  /** Proposals of one text have one id: each run has its own. */
  private String salt() {
    return " (" + scene.parties().address(Part.PROPOSER) + ")";
  }

  /** A vote's way once it is proposed. */
  private List<Agenda.Step> way(Vote vote, String words) {
    return List.of(
        new Agenda.Step(vote::startBlock, () -> together(vote::cast)),
        new Agenda.Step(vote::endBlock, () -> together(vote::queue)),
        new Agenda.Step(vote::timelockBlock, () -> together(wave -> vote.execute(wave, words))));
  }

  private void advance(Section section, Wave wave, String words) {
    wave.with(section, scene.act(Part.CREATOR, MODELS, "advance", model).so(words));
  }

  private void collect(Serving serving) {
    together(
        wave -> {
          serving.fund(before, wave);
          advance(collecting, wave, "Approved to DataCollection");
        });
    gathering.contribute();
    gathering.review();
    gathering.seal();
    gathering.attest(nodes);
    Act link = scene.act(Part.CREATOR, MODELS, "link", model, gathering.datanet(), 1L);
    together(wave -> wave.with(collecting, link.so("the model builds on version 1")));
    together(wave -> advance(collecting, wave, "DataCollection to FineTuning"));
  }

  private void tune() {
    together(
        wave -> {
          job.open(wave, model, gathering.datanet());
          host.offer(wave);
        });
    together(job::accept);
    together(job::deliver);
    together(
        wave -> {
          job.confirm(wave);
          advance(tuning, wave, "FineTuning to Feedback");
          host.subscribe(wave);
        });
  }

  private void deploy() {
    together(
        wave -> {
          wave.with(
              feedback,
              scene
                  .act(Part.CREATOR, NativeAddress.FEEDBACK, "setShare", model, 2_000L)
                  .so("a fifth of what he earns goes to the feedback pool"));
          advance(feedback, wave, "Feedback to Deployed");
          host.settle(wave);
        });
  }

  private void serve(Serving serving) {
    together(
        wave -> {
          serving.settle(deployed, wave, 1, Texts.FIRST_ANSWER);
          serving.settle(deployed, wave, 2, Texts.SECOND_ANSWER);
          serving.settleByAgent(deployed, wave, 1, Texts.AGENTS_ANSWER);
          host.end(wave);
        });
    serving.refuse(deployed, 2, Texts.AGENTS_ANSWER);
    together(wave -> serving.collect(deployed, wave));
  }

  private void rateAndAttest(Serving serving) {
    Attesting influence = new Attesting(scene, attesting, gathering, model);
    influence.propose(tokenizer.id());
    Rating round = new Rating(scene, rating, model);
    long from = versionFrom();
    Vote vote =
        new Vote(
            scene, granting, "Slash, grant, approve version 2" + salt(), second(influence, from));
    together(
        wave -> {
          round.open(
              wave,
              List.of(
                  new Rating.Item(Part.PAYER, 1),
                  new Rating.Item(Part.PAYER, 2),
                  new Rating.Item(Part.AGENT, 1)));
          vote.propose(wave);
          stakes.claim(wave, model);
        });
    new Agenda(scene.blocks())
        .with(way(vote, "bond slashed, grant paid, version 2 from block " + from))
        .with(
            List.of(
                new Agenda.Step(round::commitBlock, () -> together(round::commit)),
                new Agenda.Step(round::revealBlock, () -> together(round::reveal)),
                new Agenda.Step(round::claimBlock, () -> together(round::claim))))
        .with(
            List.of(
                new Agenda.Step(() -> from, () -> serveLater(serving)),
                new Agenda.Step(influence::epochBlock, () -> attest(influence)),
                new Agenda.Step(influence::payBlock, () -> pay(influence))))
        .run();
  }

  /** The first block of version 2: when the vote can have been executed, and the notice is over. */
  private long versionFrom() {
    return scene.chain().head()
        + scene.parameter(Parameter.VOTING_DELAY)
        + scene.parameter(Parameter.VOTING_PERIOD)
        + scene.parameter(Parameter.TIMELOCK)
        + scene.parameter(Parameter.CHANGE_NOTICE)
        + SLACK;
  }

  private List<Act> second(Attesting influence, long from) {
    Act slash =
        scene.act(
            Part.PROPOSER,
            NativeAddress.DATANETS,
            "slash",
            gathering.contribution(Part.COPYIST),
            NativeAddress.GOVERNANCE.address(),
            Keccak256.hash("the same text"));
    Act grant =
        scene.act(
            Part.PROPOSER,
            NativeAddress.GOVERNANCE,
            "spend",
            scene.parties().address(Part.CREATOR),
            gathering.bond(Part.COPYIST));
    return List.of(slash, grant, influence.approval(from));
  }

  private void serveLater(Serving serving) {
    together(
        wave -> {
          serving.settle(attesting, wave, 3, Texts.LATER_ANSWER);
          serving.settle(attesting, wave, 4, Texts.FIRST_ANSWER);
        });
    together(wave -> serving.collect(attesting, wave));
    together(wave -> stakes.unstake(wave, model));
  }

  private void attest(Attesting influence) {
    together(influence::submit);
    together(influence::cosign);
  }

  private void pay(Attesting influence) {
    together(
        wave -> {
          influence.pay(wave);
          job.startWithdrawal(wave);
        });
  }

  private void leave(Serving serving) {
    gathering.awaitBonds();
    host.awaitClose();
    Departure departure = new Departure(scene, leaving);
    together(
        wave -> {
          gathering.releaseBonds(wave);
          new Rating(scene, leaving, model).withdrawBonds(wave);
          Attesting.leave(scene, leaving, wave);
          host.close(wave);
          serving.revoke(leaving, wave);
          departure.awaitStake(model);
          new Stakes(scene, leaving).withdraw(wave, model);
          departure.awaitProvider();
          job.finishWithdrawal(wave);
        });
    departure.withdraw();
  }
}
