import { CreateDomainUnitCommand, CreateGlossaryCommand } from "@aws-sdk/client-datazone";
import type { RouteTable } from "../../../packages/emulator/http/router";
import { cloudControl } from "../../../packages/emulator/services/cloudcontrol";
import { codeConnections } from "../../../packages/emulator/services/codeconnections";
import { datazone } from "../../../packages/emulator/services/datazone";
import * as datazoneRoutes from "../../../packages/emulator/services/datazone/routes";
import { ROUTES as LAMBDA_ROUTES } from "../../../packages/emulator/services/lambda/routes";
import { ram, ROUTES as RAM_ROUTES } from "../../../packages/emulator/services/ram";
import { pythonPackages } from "../../../packages/emulator/validation/python";
import { RegistrySchemas } from "../../../packages/emulator/validation/registry-schemas";
import { loadServiceModel, operationAt } from "../../../packages/emulator/validation/service-model";
import { startEmulator } from "../../../packages/emulator";
import { call, createDomain, dataZone, GOVERNANCE } from "./harness";

const { botocore, cfnlint } = pythonPackages();
const withBotocore = botocore ? describe : describe.skip;
const withBoth = botocore && cfnlint ? describe : describe.skip;
if (!botocore || !cfnlint)
  console.warn("SKIPPED: requests are not checked against AWS's models, python3 has no botocore and cfn-lint");

withBotocore("routes and operations agree with botocore", () => {
  const model = (service: string) => loadServiceModel(botocore!, service)!;

  it.each([
    ["datazone", datazoneRoutes.ROUTES],
    ["lambda", LAMBDA_ROUTES],
    ["ram", RAM_ROUTES],
  ] as [string, RouteTable][])("%s", (service, routes) => {
    const { operations } = model(service);
    for (const [route, operation] of Object.entries(routes)) {
      const { method, requestUri } = operations[operation].http;
      expect([operation, route]).toEqual([operation, `${method} ${requestUri}`]);
    }
  });

  it.each([
    ["datazone", "POST", "/v2/domains/dzd-1/glossaries", "CreateGlossary"],
    ["datazone", "GET", "/v2/domains/dzd-1/assets/a-1", "GetAsset"],
    ["lambda", "GET", "/2016-08-19/account-settings", "GetAccountSettings"],
    ["datazone", "GET", "/no/such/path", undefined],
  ])("names what is not served: %s %s %s", (service, method, path, operation) => {
    expect(operationAt(model(service), method, path)).toBe(operation);
  });

  it("answers with the model's success status", () => {
    const { operations } = model("datazone");
    for (const operation of Object.values(datazoneRoutes.ROUTES))
      expect([operation, datazoneRoutes.STATUSES[operation] ?? 200]).toEqual([
        operation,
        operations[operation].http.responseCode ?? 200,
      ]);
  });

  it("takes every query parameter of the model", () => {
    const { operations, shapes } = model("datazone");
    for (const operation of Object.values(datazoneRoutes.ROUTES)) {
      const members = shapes[operations[operation].input!.shape].members ?? {};
      for (const [name, member] of Object.entries(members))
        if (member.location === "querystring") expect(Object.keys(datazoneRoutes.QUERY)).toContain(name);
    }
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
          new CreateGlossaryCommand({ domainIdentifier: domain.id, name: "terms", owningProjectIdentifier: "p" }),
        ),
      ).rejects.toThrow("the sandbox emulator does not implement datazone:CreateGlossary");
      expect(emulator.violations.list()).toHaveLength(2);
      expect(emulator.violations.list()[0]).toMatchObject({ authority: "botocore", operation: "CreateDomainUnit" });
    } finally {
      await emulator.stop();
    }
  });

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
