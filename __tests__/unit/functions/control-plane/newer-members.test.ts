import { Readable } from "node:stream";
import {
  DataZoneClient,
  GetEnvironmentBlueprintConfigurationCommand,
  PutEnvironmentBlueprintConfigurationCommand,
} from "@aws-sdk/client-datazone";
import { newerMembersOf, withNewerMembers } from "../../../../functions/control-plane/handlers/newer-members";

/** Answers in the shape of botocore 1.43.107 (GetEnvironmentBlueprintConfigurationOutput). */
const LIVE = {
  domainId: "dzd-1",
  environmentBlueprintId: "b1",
  enabledRegions: ["us-east-1"],
  resourceConfigurations: [
    { identifier: "rc-1", name: "warehouse", description: "Ünïcode", region: "us-east-1", parameters: { a: "1" } },
    { identifier: "rc-2", name: "cluster", region: "us-east-1", parameters: {} },
  ],
  allowUserProvidedConfigurations: false,
};
const INPUT = { domainIdentifier: "dzd-1", environmentBlueprintIdentifier: "b1" };

interface Sent {
  readonly method: string;
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

const textOf = ({ body }: Sent): string => (typeof body === "string" ? body : new TextDecoder().decode(body));

/** A client whose network is this list of answers. */
function clientOf(...answers: readonly { readonly status: number; readonly json: object }[]) {
  const sent: Sent[] = [];
  const client = new DataZoneClient({
    region: "us-east-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 2,
    requestHandler: {
      handle(request: Sent) {
        const { status, json } = answers[Math.min(sent.length, answers.length - 1)];
        sent.push(request);
        const body = Readable.from([Buffer.from(JSON.stringify(json))]);
        const headers = { "content-type": "application/json" };
        return Promise.resolve({ response: { statusCode: status, headers, body } as never });
      },
    },
  });
  return { client, sent };
}

describe("members that are newer than the SDK", () => {
  it("are read, and everything else still is", async () => {
    const { client } = clientOf({ status: 200, json: LIVE });
    const command = new GetEnvironmentBlueprintConfigurationCommand(INPUT);
    expect(await newerMembersOf(client, command)).toEqual({
      resourceConfigurations: [
        { name: "warehouse", description: "Ünïcode", region: "us-east-1", parameters: { a: "1" } },
        { name: "cluster", region: "us-east-1", parameters: {} },
      ],
      allowUserProvidedConfigurations: false,
    });
  });

  it("are read from the answer that came after a failure", async () => {
    const { client } = clientOf({ status: 500, json: { message: "x" } }, { status: 200, json: LIVE });
    const command = new GetEnvironmentBlueprintConfigurationCommand(INPUT);
    expect(Object.keys(await newerMembersOf(client, command))).toHaveLength(2);
  });

  it("leave the service's refusals as they are", async () => {
    const { client } = clientOf({ status: 404, json: { __type: "ResourceNotFoundException", message: "gone" } });
    const command = new GetEnvironmentBlueprintConfigurationCommand(INPUT);
    await expect(newerMembersOf(client, command)).rejects.toThrow("gone");
  });

  it("are sent back word for word, with the right length", async () => {
    const { client, sent } = clientOf({ status: 200, json: LIVE });
    const members = await newerMembersOf(client, new GetEnvironmentBlueprintConfigurationCommand(INPUT));
    const put = new PutEnvironmentBlueprintConfigurationCommand({ ...INPUT, enabledRegions: ["us-east-1"] });
    await client.send(withNewerMembers(put, members));

    expect(textOf(sent[1])).toBe(
      '{"enabledRegions":["us-east-1"],' +
        '"resourceConfigurations":[{"name":"warehouse","description":"Ünïcode","region":"us-east-1","parameters":{"a":"1"}},' +
        '{"name":"cluster","region":"us-east-1","parameters":{}}],"allowUserProvidedConfigurations":false}',
    );
    expect(sent[1].headers["content-length"]).toBe(String(Buffer.byteLength(textOf(sent[1]))));
  });

  it("are not sent where there are none", async () => {
    const { resourceConfigurations: _, allowUserProvidedConfigurations: __, ...older } = LIVE;
    const { client, sent } = clientOf({ status: 200, json: { ...older, resourceConfigurations: [] } });
    const members = await newerMembersOf(client, new GetEnvironmentBlueprintConfigurationCommand(INPUT));
    const put = new PutEnvironmentBlueprintConfigurationCommand({ ...INPUT, enabledRegions: ["us-east-1"] });
    await client.send(withNewerMembers(put, members));
    expect(textOf(sent[1])).toBe('{"enabledRegions":["us-east-1"]}');
  });
});
