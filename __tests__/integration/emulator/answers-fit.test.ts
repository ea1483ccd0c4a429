import * as lambdaClient from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import { cloudControl } from "../../../packages/emulator/services/cloudcontrol";
import { codeConnections } from "../../../packages/emulator/services/codeconnections";
import { lakeFormation } from "../../../packages/emulator/services/lakeformation";
import { ram } from "../../../packages/emulator/services/ram";
import { ssm } from "../../../packages/emulator/services/ssm";
import type { Emulator } from "../../../packages/emulator";
import { call, clientConfig, createDomain, GOVERNANCE, MEMBER, start } from "./harness";

/**
 * Every operation of the services beside DataZone, called once: an answer that does not fit the service's model fails the call.
 * Those of DataZone are called by the tests of the control plane.
 */
describe("answers fit the models", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await start();
  });
  afterAll(() => emulator.stop());
  const fits = () => expect([emulator.violations.list(), emulator.violations.tolerated]).toEqual([[], false]);
  const called = (service: string) =>
    new Set(emulator.log.list().flatMap((entry) => (entry.service === service ? [entry.operation] : [])));

  it("lambda", async () => {
    const lambda = new lambdaClient.LambdaClient(clientConfig(emulator, GOVERNANCE));
    const fn = { FunctionName: "fn" };
    const send = (name: string, input: object = fn) => {
      const Command = (lambdaClient as unknown as Record<string, new (input: object) => never>)[`${name}Command`];
      return lambda.send(new Command(input)) as Promise<unknown> as Promise<Record<string, unknown>>;
    };
    const ZipFile = zipSync({ "index.js": strToU8("exports.handler = async () => ({})") });
    const Role = `arn:aws:iam::${GOVERNANCE}:role/fn`;
    const content = { ...fn, Role, Runtime: "nodejs22.x", Handler: "index.handler", Code: { ZipFile } };
    const { FunctionArn } = await send("CreateFunction", { ...content, Tags: { a: "b" } });
    const tagged = { Resource: FunctionArn };
    await send("UpdateFunctionConfiguration", {
      ...fn,
      Description: "changed",
      Environment: { Variables: { STAGE: "1" } },
    });
    await send("UpdateFunctionCode", { ...fn, ZipFile, Publish: true });
    for (const read of ["GetFunction", "GetFunctionConfiguration", "ListVersionsByFunction", "PublishVersion"])
      await send(read);
    for (const read of ["GetFunctionCodeSigningConfig", "GetFunctionConcurrency", "GetFunctionRecursionConfig"])
      await send(read);
    await send("GetRuntimeManagementConfig");
    await send("ListFunctions", {});
    await send("CreateAlias", { ...fn, Name: "live", FunctionVersion: "1" });
    await send("GetAlias", { ...fn, Name: "live" });
    await send("UpdateAlias", { ...fn, Name: "live", Description: "changed" });
    await send("ListAliases");
    await send("PutFunctionConcurrency", { ...fn, ReservedConcurrentExecutions: 1 });
    await send("GetFunctionConcurrency");
    await send("DeleteFunctionConcurrency");
    await send("PutFunctionRecursionConfig", { ...fn, RecursiveLoop: "Allow" });
    await send("ListTags", tagged);
    await send("TagResource", { ...tagged, Tags: { c: "d" } });
    await send("UntagResource", { ...tagged, TagKeys: ["c"] });
    await send("AddPermission", { ...fn, StatementId: "s", Action: "lambda:InvokeFunction", Principal: MEMBER });
    await send("GetPolicy");
    await send("RemovePermission", { ...fn, StatementId: "s" });
    await send("DeleteAlias", { ...fn, Name: "live" });
    await send("DeleteFunction");
    fits();
    expect(called("lambda").size).toBe(27);
  });

  it("ram", async () => {
    const domain = await createDomain(emulator);
    const send = (operation: string, body: object, account = GOVERNANCE, method = "POST") =>
      call(emulator, account, "ram", { path: `/${operation.toLowerCase()}`, body, method });
    const tags = [{ key: "a", value: "b" }];
    const created = await send("CreateResourceShare", { name: "DataZone-x", tags, allowExternalPrincipals: true });
    const { resourceShareArn } = created.resourceShare as { resourceShareArn: string };
    const share = { resourceShareArn };
    await send("AssociateResourceShare", { ...share, principals: [MEMBER], resourceArns: [domain.arn] });
    await send("GetResourceShares", { resourceOwner: "SELF" });
    await send("GetResourceShares", { resourceOwner: "OTHER-ACCOUNTS" }, MEMBER);
    for (const associationType of ["PRINCIPAL", "RESOURCE"])
      await send("GetResourceShareAssociations", { associationType });
    await send("UpdateResourceShare", { ...share, name: "DataZone-y" });
    await send("GetResourceShareInvitations", {}, MEMBER);
    const { permissions } = await send("ListPermissions", {});
    const [{ arn }] = permissions as { arn: string }[];
    await send("GetPermission", { permissionArn: arn });
    await send("ListResourceSharePermissions", share);
    await send("AssociateResourceSharePermission", { ...share, permissionArn: arn, replace: true });
    await send("DisassociateResourceSharePermission", { ...share, permissionArn: arn });
    await send("ListResources", { resourceOwner: "SELF" });
    await send("ListPrincipals", { resourceOwner: "SELF" });
    await send("TagResource", { ...share, tags });
    await send("UntagResource", { ...share, tagKeys: ["a"] });
    await send("EnableSharingWithAwsOrganization", {});
    await send("DisassociateResourceShare", { ...share, principals: [MEMBER] });
    await call(emulator, GOVERNANCE, "ram", {
      method: "DELETE",
      path: `/deleteresourceshare?resourceShareArn=${encodeURIComponent(resourceShareArn)}`,
    });
    fits();
    const invited = [
      "AcceptResourceShareInvitation",
      "RejectResourceShareInvitation",
      "ListPendingInvitationResources",
    ];
    expect([...Object.keys(ram.operations)].filter((name) => !called("ram").has(name)).sort()).toEqual(invited.sort());
  });

  it("ram, outside the organization", async () => {
    const outside = await start({ organization: { accounts: [GOVERNANCE] } });
    try {
      const domain = await createDomain(outside);
      const send = (operation: string, body: object, account = GOVERNANCE) =>
        call(outside, account, "ram", { path: `/${operation.toLowerCase()}`, body });
      const invitation = async (name: string) => {
        const { resourceShare } = await send("CreateResourceShare", { name, allowExternalPrincipals: true });
        const { resourceShareArn } = resourceShare as { resourceShareArn: string };
        await send("AssociateResourceShare", { resourceShareArn, principals: [MEMBER], resourceArns: [domain.arn] });
        const { resourceShareInvitations } = await send(
          "GetResourceShareInvitations",
          { resourceShareArns: [resourceShareArn] },
          MEMBER,
        );
        return resourceShareInvitations as { resourceShareInvitationArn: string }[];
      };
      const [{ resourceShareInvitationArn }] = await invitation("DataZone-a");
      await send("ListPendingInvitationResources", { resourceShareInvitationArn }, MEMBER);
      await send("AcceptResourceShareInvitation", { resourceShareInvitationArn }, MEMBER);
      const [second] = await invitation("DataZone-b");
      await send("RejectResourceShareInvitation", second, MEMBER);
      expect(outside.violations.list()).toEqual([]);
    } finally {
      await outside.stop();
    }
  });

  it("code connections, parameters, data lake settings", async () => {
    const connections = (operation: string, body: object) =>
      call(emulator, GOVERNANCE, "codeconnections", { target: `CodeConnections_20231201.${operation}`, body });
    const Tags = [{ Key: "a", Value: "b" }];
    const host = {
      Name: "ghes",
      ProviderType: "GitHubEnterpriseServer",
      ProviderEndpoint: "https://git.example.com",
      Tags,
    };
    const { HostArn } = await connections("CreateHost", host);
    const { ConnectionArn } = await connections("CreateConnection", { ConnectionName: "git", HostArn, Tags });
    const { ConnectionArn: plain } = await connections("CreateConnection", {
      ConnectionName: "hub",
      ProviderType: "GitHub",
    });
    for (const arn of [ConnectionArn, plain]) await connections("GetConnection", { ConnectionArn: arn });
    await connections("ListConnections", {});
    await connections("GetHost", { HostArn });
    await connections("UpdateHost", { HostArn, ProviderEndpoint: "https://other.example.com" });
    await connections("ListHosts", {});
    await connections("TagResource", { ResourceArn: ConnectionArn, Tags });
    await connections("ListTagsForResource", { ResourceArn: ConnectionArn });
    await connections("UntagResource", { ResourceArn: ConnectionArn, TagKeys: ["a"] });
    for (const arn of [ConnectionArn, plain]) await connections("DeleteConnection", { ConnectionArn: arn });
    await connections("DeleteHost", { HostArn });

    const parameters = (operation: string, body: object) =>
      call(emulator, GOVERNANCE, "ssm", { target: `AmazonSSM.${operation}`, body });
    await parameters("PutParameter", { Name: "/a/b", Value: "1", Type: "String" });
    await parameters("GetParameter", { Name: "/a/b" });
    await parameters("GetParameters", { Names: ["/a/b", "/a/c"] });
    await parameters("GetParametersByPath", { Path: "/a" });
    await parameters("DeleteParameter", { Name: "/a/b" });

    const lake = (operation: string, body: object) =>
      call(emulator, GOVERNANCE, "lakeformation", { path: `/${operation}`, body });
    await lake("PutDataLakeSettings", {
      DataLakeSettings: { DataLakeAdmins: [{ DataLakePrincipalIdentifier: `arn:aws:iam::${GOVERNANCE}:role/lake` }] },
    });
    await lake("GetDataLakeSettings", {});
    fits();
    const services = [codeConnections, ssm, lakeFormation];
    const missing = services.flatMap(({ signingName, operations }) =>
      Object.keys(operations).filter((name) => !called(signingName).has(name)),
    );
    expect(missing).toEqual([]);
  });

  it("cloud control", async () => {
    const domain = await createDomain(emulator, "cloud control");
    const send = (operation: string, body: object) =>
      call(emulator, GOVERNANCE, "cloudcontrolapi", { target: `CloudApiService.${operation}`, body });
    const unit = { DomainIdentifier: domain.id, EntityType: "DOMAIN_UNIT", EntityIdentifier: domain.rootId };
    const grant = {
      PolicyType: "CREATE_PROJECT",
      Principal: { User: { AllUsersGrantFilter: {} } },
      Detail: { CreateProject: {} },
    };
    const TypeName = "AWS::DataZone::PolicyGrant";
    const DesiredState = JSON.stringify({ ...unit, ...grant });
    const started = await send("CreateResource", { TypeName, DesiredState });
    const { RequestToken } = started.ProgressEvent as { RequestToken: string };
    const { ProgressEvent } = await send("GetResourceRequestStatus", { RequestToken });
    const { Identifier } = ProgressEvent as { Identifier: string };
    await send("GetResource", { TypeName, Identifier });
    await send("ListResources", { TypeName, ResourceModel: JSON.stringify({ ...unit, PolicyType: "CREATE_PROJECT" }) });
    await send("DeleteResource", { TypeName, Identifier });
    fits();
    const missing = Object.keys(cloudControl.operations).filter((name) => !called("cloudcontrolapi").has(name));
    expect(missing).toEqual(["UpdateResource"]);
  });
});
