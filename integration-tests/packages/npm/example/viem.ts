// The same with viem: every type comes from the ABI.
//
//   npx tsc --noEmit viem.ts          checks it; Node.js from 23.6 on runs it as it is
import {
  addresses,
  datanetsAbi,
  domain,
  inferenceFeesAbi,
  modelsAbi,
  packAnswer,
  signedTypes,
  stages,
  unpackAnswer,
} from "openledger-contracts";
import { BaseError, ContractFunctionRevertedError, createPublicClient, formatEther, hashTypedData, http } from "viem";

const client = createPublicClient({ transport: http(process.argv[2] ?? "http://127.0.0.1:8545") });

const datanets = { address: addresses.Datanets, abi: datanetsAbi } as const;
const models = { address: addresses.Models, abi: modelsAbi } as const;
const fees = { address: addresses.InferenceFees, abi: inferenceFeesAbi } as const;

const datanetCount: bigint = await client.readContract({ ...datanets, functionName: "datanetCount" });
for (let id = 1n; id <= datanetCount; id++) {
  const datanet = await client.readContract({ ...datanets, functionName: "datanet", args: [id] });
  console.log(`Datanet ${id} of ${datanet.owner}: ${datanet.versions} versions`);
}
const modelCount: bigint = await client.readContract({ ...models, functionName: "modelCount" });
for (let id = 1n; id <= modelCount; id++) {
  const stage = stages[await client.readContract({ ...models, functionName: "stage", args: [id] })];
  console.log(`Model ${id}: ${stage}`);
  if (stage === "Deployed") {
    const { gross } = await client.readContract({ ...fees, functionName: "quote", args: [id, 1_000n, 200n] });
    console.log(`  1,000 tokens in, 200 out: ${formatEther(gross)} OPEN`);
  }
}
try {
  await client.readContract({ ...fees, functionName: "quote", args: [2n ** 64n, 1n, 1n] });
} catch (error) {
  const reverted = error instanceof BaseError && error.walk((e) => e instanceof ContractFunctionRevertedError);
  console.log(`A model that nobody proposed: ${(reverted as ContractFunctionRevertedError).data?.errorName}`);
}

const answer = packAnswer([11, 12, null, null, 13], 3);
console.log(`An answer with redactions: ${answer}, ${unpackAnswer(answer, 3).length} tokens`);
const permit = hashTypedData({
  domain: domain(1612001, "Permit"),
  types: signedTypes.Permit,
  primaryType: "Permit",
  message: { payer: addresses.System, model: 1n, limit: 10n, expiry: 20n, nonce: 1n },
});
console.log(`What a payer signs: ${permit}`);
