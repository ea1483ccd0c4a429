import * as datazone from "@aws-sdk/client-datazone";
import * as lambda from "@aws-sdk/client-lambda";
import * as ram from "@aws-sdk/client-ram";
import * as ssm from "@aws-sdk/client-ssm";
import { HttpBindings } from "../../../packages/emulator/http/bindings";
import { restJson } from "../../../packages/emulator/http/protocols";
import { datazone as datazoneService } from "../../../packages/emulator/services/datazone";
import { ram as ramService } from "../../../packages/emulator/services/ram";
import type { HttpRequest } from "../../../packages/emulator/service";

const request = (method: string, url: string, body = "", headers: Record<string, string> = {}): HttpRequest => {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  return { method, path: pathname, query: searchParams, headers, body: Buffer.from(body) };
};

describe("bindings of operations to HTTP", () => {
  it("come from the client's schemas: method, path, status, query parameters with their types", () => {
    const bindings = new HttpBindings(datazone);
    expect(bindings.of("DeleteDomain")).toMatchObject({
      method: "DELETE",
      path: "/v2/domains/{identifier}",
      status: 202,
    });
    expect([...bindings.of("DeleteDomain").query]).toEqual([
      ["clientToken", { member: "clientToken", type: "string" }],
      ["skipDeletionCheck", { member: "skipDeletionCheck", type: "boolean" }],
    ]);
    expect(bindings.of("ListDomains").query.get("maxResults")).toEqual({ member: "maxResults", type: "integer" });
    expect(bindings.of("UntagResource").query.get("tagKeys")).toEqual({ member: "tagKeys", type: "list" });
  });

  it("name members as the service does where the parameter is spelled otherwise, and headers in lower case", () => {
    const bindings = new HttpBindings(lambda);
    expect(bindings.of("UntagResource").query.get("tagKeys")).toEqual({ member: "TagKeys", type: "list" });
    expect(bindings.of("Invoke").headers.get("x-amz-invocation-type")).toBe("InvocationType");
  });

  it("do not exist for an operation that the client does not have, or for a service without paths", () => {
    expect(() => new HttpBindings(ram).of("CreateDomain")).toThrow("the SDK's client has no operation CreateDomain");
    expect(() => new HttpBindings(ssm)).toThrow(/its service does not talk rest-json/);
  });

  it.each([
    ["datazone", datazoneService, datazone],
    ["ram", ramService, ram],
  ])("lead to each served operation of %s, whatever else the client has", (_name, service, client) => {
    const bindings = new HttpBindings(client);
    for (const operation of Object.keys(service.operations)) {
      const { method, path } = bindings.of(operation);
      expect(bindings.match(method, path.replace(/\{\w+\}/g, "x"))?.operation).toBe(operation);
    }
  });
});

describe("rest-json requests", () => {
  const protocol = restJson({ service: "datazone", client: datazone, served: ["ListDomains", "UntagResource"] });

  it("carry members in path, query and body, and unknown parameters are told apart", () => {
    expect(protocol.parse(request("GET", "/v2/domains?maxResults=5&status=AVAILABLE&tagKeys=a"))).toEqual({
      operation: "ListDomains",
      input: { maxResults: 5, status: "AVAILABLE" },
      unknownQuery: ["tagKeys"],
    });
    expect(protocol.parse(request("DELETE", "/tags/arn%3Aa?tagKeys=a&tagKeys=b")).input).toEqual({
      resourceArn: "arn:a",
      tagKeys: ["a", "b"],
    });
  });

  it("are refused by the operation's name where it is not served, before their body is read", () => {
    expect(() => protocol.parse(request("POST", "/v2/domains", "no JSON"))).toThrow(
      "the sandbox emulator does not implement datazone:CreateDomain",
    );
    expect(() => protocol.parse(request("GET", "/no/such/path"))).toThrow(
      "the sandbox emulator does not implement datazone:GET /no/such/path",
    );
  });
});
