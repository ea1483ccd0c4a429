import { GetProjectProfileCommand, UpdateProjectProfileCommand } from "@aws-sdk/client-datazone";
import type { DataZoneState } from "../../../packages/emulator/services/datazone/model";
import { FIXED, hosting, openMemberPool, profile, project, type Hosting } from "./hosting";
import { changed, GOVERNANCE, Landscape, MEMBER, REGION } from "./landscape";

/**
 * Ids of a profile's configurations are new after every UpdateProjectProfile (field evidence, section 4, 2): whoever stores one, or
 * compares one, has a wrong one or a plan that is never empty.
 */
describe("ids of a profile's environment configurations", () => {
  let landscape: Landscape;
  let host: Hosting;
  beforeAll(async () => {
    landscape = await Landscape.start();
    host = await hosting(landscape, "i/host");
    await openMemberPool(landscape, host);
  });
  afterAll(() => landscape.stop());

  const owner = () =>
    landscape.emulator.store.state<DataZoneState>("datazone", GOVERNANCE, REGION, () => ({ domains: {} })).domains[
      host.domainId
    ];
  const idsNow = () =>
    Object.values(owner().projectProfiles).flatMap(({ environmentConfigurations }) =>
      environmentConfigurations.map(({ id }) => id ?? ""),
    );
  const ledgers = () =>
    [GOVERNANCE, MEMBER].map((account) => landscape.emulator.store.state<object>("ssm", account, REGION, () => ({})));

  it("are in no ledger, no answer and no input, and renewed ones are no difference", async () => {
    const seen = new Set<string>();
    const kept: unknown[] = [];
    const profiles = landscape.pair(GOVERNANCE);
    const projects = landscape.pair(GOVERNANCE);
    for (const description of ["one", "two"]) {
      const desired = changed(profile(host, FIXED), { description });
      await profiles.apply(desired);
      const inTheProfile = project(host, profiles.result?.id ?? "", { description });
      await projects.apply(inTheProfile);
      for (const id of idsNow()) seen.add(id);
      kept.push(profiles.result, projects.result, await profiles.plan(desired), await projects.plan(inTheProfile));
      expect([await profiles.apply(desired), await projects.apply(inTheProfile)]).toEqual(["none", "none"]);
    }
    expect(seen.size).toBe(4); // two configurations, new ones after the update
    const text = JSON.stringify([...kept, ...ledgers()]);
    expect(text).toContain("Landing");
    expect([...seen].filter((id) => text.includes(id))).toEqual([]);
  });

  it("are not asked for by a write: one by hand in between changes nothing", async () => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = { ...profile(host, FIXED, { name: "by hand" }), key: "i/by-hand" };
    await pair.apply(desired);
    const identifier = pair.result?.id;
    const before = idsNow();
    const { environmentConfigurations } = await landscape
      .clients(GOVERNANCE)
      .datazone()
      .send(new GetProjectProfileCommand({ domainIdentifier: host.domainId, identifier }));
    const again = environmentConfigurations?.map(({ id: _, ...rest }) => rest);
    const update = { domainIdentifier: host.domainId, identifier, environmentConfigurations: again };
    await landscape.clients(GOVERNANCE).datazone().send(new UpdateProjectProfileCommand(update));

    expect(idsNow()).not.toEqual(before);
    expect(await pair.apply(desired)).toBe("none");
    expect(await pair.apply(changed(desired, { description: "changed" }))).toBe("update");
  });
});
