import * as datazoneClient from "@aws-sdk/client-datazone";
import * as lakeFormationClient from "@aws-sdk/client-lakeformation";
import * as lambdaClient from "@aws-sdk/client-lambda";
import * as ramClient from "@aws-sdk/client-ram";
import { CreateDomainUnitCommand, CreateDataProductCommand } from "@aws-sdk/client-datazone";
import { HttpBindings, type NewerQuery } from "../../../packages/emulator/http/bindings";
import type { Service } from "../../../packages/emulator/service";
import { cloudControl } from "../../../packages/emulator/services/cloudcontrol";
import { codeConnections } from "../../../packages/emulator/services/codeconnections";
import { datazone, NEWER_QUERY } from "../../../packages/emulator/services/datazone";
import { lakeFormation } from "../../../packages/emulator/services/lakeformation";
import { LambdaService, PAYLOADS } from "../../../packages/emulator/services/lambda";
import { ram } from "../../../packages/emulator/services/ram";
import { pythonPackages } from "../../../packages/emulator/validation/python";
import { RegistrySchemas } from "../../../packages/emulator/validation/registry-schemas";
import { loadServiceModel } from "../../../packages/emulator/validation/service-model";
import { startEmulator } from "../../../packages/emulator";
import { call, createDomain, dataZone, GOVERNANCE, STRANGER } from "./harness";

const { botocore, cfnlint } = pythonPackages();
const withBotocore = botocore ? describe : describe.skip;
const withBoth = botocore && cfnlint ? describe : describe.skip;
if (!botocore || !cfnlint)
  console.warn("SKIPPED: requests are not checked against AWS's models, python3 has no botocore and cfn-lint");

const lambdaService = new LambdaService({ codeDirectory: "", proxy: undefined, url: () => "", maxEnvironments: 1 })
  .service;

/** The services of the rest-json protocol, and the clients whose schemas say where their operations are. */
const REST_SERVICES = [
  ["datazone", datazone, datazoneClient],
  ["lambda", lambdaService, lambdaClient],
  ["ram", ram, ramClient],
  ["lakeformation", lakeFormation, lakeFormationClient],
] as [string, Service, object][];

withBotocore("routes and operations agree with botocore", () => {
  const model = (service: string) => loadServiceModel(botocore!, service)!;

  it.each(REST_SERVICES)("%s: method and path", (name, service, client) => {
    const { operations } = model(name);
    const bindings = new HttpBindings(client);
    for (const operation of Object.keys(service.operations)) {
      const { method, requestUri } = operations[operation].http;
      const bound = bindings.of(operation);
      expect([operation, `${bound.method} ${bound.path}`]).toEqual([operation, `${method} ${requestUri}`]);
    }
  });

  it.each([
    ["datazone", datazoneClient, "POST", "/v2/domains/dzd-1/data-products", "CreateDataProduct"],
    ["datazone", datazoneClient, "GET", "/v2/domains/dzd-1/data-products/p-1", "GetDataProduct"],
    ["lambda", lambdaClient, "GET", "/2016-08-19/account-settings", "GetAccountSettings"],
    ["datazone", datazoneClient, "GET", "/no/such/path", undefined],
  ])("names what is not served: %s %#: %s %s", (service, client, method, path, operation) => {
    expect(new HttpBindings(client).match(method, path)?.operation).toBe(operation);
    if (operation !== undefined) expect(Object.keys(model(service).operations)).toContain(operation);
  });

  it.each(REST_SERVICES)("%s: answers with the model's success status", (name, service, client) => {
    const { operations } = model(name);
    const bindings = new HttpBindings(client);
    for (const operation of Object.keys(service.operations))
      expect([operation, bindings.of(operation).status]).toEqual([
        operation,
        operations[operation].http.responseCode ?? 200,
      ]);
  });

  it.each(REST_SERVICES)("%s: takes every query parameter and header of the model", (name, service, client) => {
    const { operations, shapes } = model(name);
    const newerQuery: NewerQuery = name === "datazone" ? NEWER_QUERY : {};
    const bindings = new HttpBindings(client, newerQuery);
    for (const operation of Object.keys(service.operations)) {
      const members = Object.entries(shapes[operations[operation].input?.shape ?? ""]?.members ?? {});
      const at = (location: string) =>
        members.filter(([, member]) => member.location === location).map(([name, m]) => [m.locationName, name]);
      const { query, headers } = bindings.of(operation);
      const parameters = [...query].map(([parameter, { member }]) => [parameter, member]);
      // What the pinned client lacks is marked; a model that is as old as the client lacks it, too.
      const located = at("querystring");
      const newer = Object.keys(newerQuery[operation] ?? {}).filter(
        (marked) => !located.some(([own]) => own === marked),
      );
      const expected = [...located, ...newer.map((marked) => [marked, marked])];
      expect([operation, parameters.sort()]).toEqual([operation, expected.sort()]);
      const named = at("header").map(([header, member]) => [header?.toLowerCase(), member]);
      expect([operation, [...headers].sort()]).toEqual([operation, named.sort()]);
    }
  });

  it("takes the body of an operation as one member where the model does", () => {
    const { operations, shapes } = model("lambda");
    const payloads = Object.keys(lambdaService.operations).flatMap((operation) => {
      const { payload } = shapes[operations[operation].input!.shape];
      return payload === undefined ? [] : [[operation, payload]];
    });
    expect(Object.fromEntries(payloads)).toEqual(PAYLOADS);
  });

  it.each([datazone, ram, cloudControl, codeConnections])("has a handler for real operations only", (service) => {
    expect(Object.keys(model(service.model!).operations)).toEqual(
      expect.arrayContaining(Object.keys(service.operations)),
    );
  });
});

withBoth("validation", () => {
  it("refuses and records a request that the model does not allow", async () => {
    const emulator = await startEmulator({ delays: { domain: 0 } });
    try {
      const domain = await createDomain(emulator);
      const body = { name: "bad/name", parentDomainUnitIdentifier: domain.rootId };
      const command = new CreateDomainUnitCommand({ domainIdentifier: domain.id, ...body });
      await expect(dataZone(emulator).send(command)).rejects.toThrow(/name: "bad\/name" does not match/);
      const path = `/v2/domains/${domain.id}/domain-units`;
      await expect(call(emulator, GOVERNANCE, "datazone", { path, body: { name: "good", nope: 1 } })).rejects.toThrow(
        /nope: unknown member; parentDomainUnitIdentifier: required/,
      );
      await expect(
        dataZone(emulator).send(
          new CreateDataProductCommand({ domainIdentifier: domain.id, name: "terms", owningProjectIdentifier: "p" }),
        ),
      ).rejects.toThrow("the sandbox emulator does not implement datazone:CreateDataProduct");
      expect(emulator.violations.list()).toHaveLength(2);
      expect(emulator.violations.list()[0]).toMatchObject({ authority: "botocore", operation: "CreateDomainUnit" });
    } finally {
      await emulator.stop();
    }
  });

  it("refuses who may not call before what the call looks like, and records nothing", async () => {
    const emulator = await startEmulator({ delays: { domain: 0 } });
    try {
      const domain = await createDomain(emulator);
      const path = `/v2/domains/${domain.id}/domain-units`;
      await expect(call(emulator, STRANGER, "datazone", { path, body: { nope: 1 } })).rejects.toThrow(
        "UnauthorizedException: Unauthorized",
      );
      expect(emulator.violations.list()).toEqual([]);
    } finally {
      await emulator.stop();
    }
  });

  it.each([true, false])(
    "records and does not give an answer that the model does not allow (validate: %s)",
    async (validate) => {
      const emulator = await startEmulator({ validate, delays: { domain: 0 } });
      try {
        const domain = await createDomain(emulator);
        const [{ state }] = emulator.store.states<{ domains: Record<string, Record<string, unknown>> }>("datazone");
        Object.assign(state.domains[domain.id], { portalUrl: 5, domainVersion: "V3" });
        const get = call(emulator, GOVERNANCE, "datazone", { method: "GET", path: `/v2/domains/${domain.id}` });
        await expect(get).rejects.toThrow(
          /^InvalidAnswerException: the emulator's answer to datazone:GetDomain does not fit the service's model: .*portalUrl: expected a string, got 5/,
        );
        expect(emulator.violations.list()).toMatchObject([
          { authority: "botocore", operation: "GetDomain", reply: { portalUrl: 5 } },
        ]);
      } finally {
        await emulator.stop();
      }
    },
  );

  it("refuses a desired state that the registry schema does not allow", async () => {
    const emulator = await startEmulator({ delays: { domain: 0 } });
    try {
      const domain = await createDomain(emulator);
      const DesiredState = JSON.stringify({
        DomainIdentifier: domain.id,
        EntityType: "DOMAIN_UNIT",
        EntityIdentifier: domain.rootId,
        PolicyType: "CREATE_PROJECT",
        GrantId: "0123456789",
        Principal: { User: { AllUsersGrantFilter: { nonsense: true } } },
        Detail: { CreateProject: {} },
      });
      const request = {
        target: "CloudApiService.CreateResource",
        body: { TypeName: "AWS::DataZone::PolicyGrant", DesiredState },
      };
      await expect(call(emulator, GOVERNANCE, "cloudcontrolapi", request)).rejects.toThrow(/Model validation failed/);
      const [violation] = emulator.violations.list();
      expect(violation.authority).toBe("cfn-lint");
      expect(violation.problems.join()).toContain("/properties/GrantId: read-only property");
    } finally {
      await emulator.stop();
    }
  });

  it("has the registry schemas of both types in every Region of the example", () => {
    const registry = new RegistrySchemas(cfnlint!);
    for (const region of ["us-east-1", "eu-west-1"])
      for (const type of ["PolicyGrant", "Owner"])
        expect(registry.get(region, `AWS::DataZone::${type}`)?.primaryIdentifier).toHaveLength(5);
  });
});
