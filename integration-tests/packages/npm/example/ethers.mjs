// What a Datanet holds and what an inference would cost, with ethers.
//
//   node ethers.mjs [RPC_URL]
import { addresses, datanetsAbi, inferenceFeesAbi, modelsAbi, stages } from "openledger-contracts";
import { Contract, JsonRpcProvider, formatEther } from "ethers";

const provider = new JsonRpcProvider(process.argv[2] ?? "http://127.0.0.1:8545");
const datanets = new Contract(addresses.Datanets, datanetsAbi, provider);
const models = new Contract(addresses.Models, modelsAbi, provider);
const fees = new Contract(addresses.InferenceFees, inferenceFeesAbi, provider);

for (let id = 1n; id <= (await datanets.datanetCount()); id++) {
  const datanet = await datanets.datanet(id);
  console.log(`Datanet ${id} of ${datanet.owner}: ${datanet.versions} versions`);
}
for (let id = 1n; id <= (await models.modelCount()); id++) {
  const stage = stages[Number(await models.stage(id))];
  console.log(`Model ${id}: ${stage}`);
  if (stage === "Deployed") {
    const { gross } = await fees.quote(id, 1_000n, 200n);
    console.log(`  1,000 tokens in, 200 out: ${formatEther(gross)} OPEN`);
  }
}
try {
  await fees.quote(2n ** 64n, 1n, 1n);
} catch (error) {
  console.log(`A model that nobody proposed: ${error.revert?.name}`);
}
