import { ListPolicyGrantsCommand } from "@aws-sdk/client-datazone";
import type { Emulator } from "../../../packages/emulator";
import { call, createDomain, dataZone, GOVERNANCE, start } from "./harness";

const TypeName = "AWS::DataZone::PolicyGrant";

describe("Cloud Control", () => {
  let emulator: Emulator;
  let domain: { id: string; rootId: string };

  beforeEach(async () => {
    emulator = await start();
    domain = await createDomain(emulator);
  });
  afterEach(() => emulator.stop());

  const cloudControl = (operation: string, body: object) =>
    call(emulator, GOVERNANCE, "cloudcontrolapi", { target: `CloudApiService.${operation}`, body });
  const settled = async (started: Record<string, unknown>) => {
    const { RequestToken } = started.ProgressEvent as { RequestToken: string };
    const { ProgressEvent } = await cloudControl("GetResourceRequestStatus", { RequestToken });
    return ProgressEvent as { OperationStatus: string; Identifier: string; ErrorCode?: string; StatusMessage?: string };
  };
  const desired = () => ({
    DomainIdentifier: domain.id,
    EntityType: "DOMAIN_UNIT",
    EntityIdentifier: domain.rootId,
    PolicyType: "CREATE_PROJECT",
    Principal: {
      Project: {
        ProjectDesignation: "OWNER",
        ProjectGrantFilter: { DomainUnitFilter: { DomainUnit: domain.rootId } },
      },
    },
    Detail: { CreateProject: { IncludeChildDomainUnits: true } },
  });
  const create = async (state: object = desired()) =>
    settled(await cloudControl("CreateResource", { TypeName, DesiredState: JSON.stringify(state) }));

  it("creates a grant under its primary identifier and reads it without write-only properties", async () => {
    const { OperationStatus, Identifier } = await create();
    expect(OperationStatus).toBe("SUCCESS");
    const [domainId, grantId, ...rest] = Identifier.split("|");
    expect([domainId, ...rest]).toEqual([domain.id, domain.rootId, "DOMAIN_UNIT", "CREATE_PROJECT"]);
    const read = await cloudControl("GetResource", { TypeName, Identifier });
    const properties = JSON.parse((read.ResourceDescription as { Properties: string }).Properties) as object;
    expect(properties).toMatchObject({
      GrantId: grantId,
      Principal: { Project: { ProjectDesignation: "OWNER" } },
      Detail: { CreateProject: { IncludeChildDomainUnits: true } },
    });
    expect(JSON.stringify(properties)).not.toContain("ProjectGrantFilter");
  });

  it("waits for the service's rate: a throttled handler is run again", async () => {
    emulator.faults.add([{ mode: "throttle", operation: "AddPolicyGrant", times: 3 }]);
    expect(await create()).toMatchObject({ OperationStatus: "SUCCESS" });
    expect(emulator.faults.list()).toMatchObject([{ left: 0 }]);
  });

  it("fails the request, not the call, when the grant exists already or is refused", async () => {
    await create();
    expect(await create()).toMatchObject({ OperationStatus: "FAILED", ErrorCode: "AlreadyExists" });
    const wrongAccount = { ...desired(), EntityType: "ENVIRONMENT_BLUEPRINT_CONFIGURATION" };
    const EntityIdentifier = "222222222222:abc";
    expect(await create({ ...wrongAccount, EntityIdentifier })).toMatchObject({ ErrorCode: "AccessDenied" });
  });

  it("deletes a grant once, then does not find it", async () => {
    const { Identifier } = await create();
    const remove = async () => settled(await cloudControl("DeleteResource", { TypeName, Identifier }));
    expect((await remove()).OperationStatus).toBe("SUCCESS");
    await expect(cloudControl("GetResource", { TypeName, Identifier })).rejects.toThrow(/ResourceNotFoundException/);
    expect(await remove()).toMatchObject({ OperationStatus: "FAILED", ErrorCode: "NotFound" });
    const grants = await dataZone(emulator).send(
      new ListPolicyGrantsCommand({
        domainIdentifier: domain.id,
        entityType: "DOMAIN_UNIT",
        entityIdentifier: domain.rootId,
        policyType: "CREATE_PROJECT",
      }),
    );
    expect(grants.grantList).toEqual([]);
  });

  it("refuses every update, because all properties are create-only", async () => {
    const { Identifier } = await create();
    const PatchDocument = JSON.stringify([{ op: "replace", path: "/Detail", value: {} }]);
    await expect(cloudControl("UpdateResource", { TypeName, Identifier, PatchDocument })).rejects.toThrow(
      /NotUpdatableException/,
    );
  });
});
