import { createHash } from "node:crypto";
import { MANAGED_BLUEPRINTS } from "./blueprints";
import type { Blueprint } from "./model";

/**
 * Ids of managed blueprints that were seen at AWS: they are the same for every domain of a Region (field evidence, section 4,
 * 6; those of us-east-2 beside Tooling are in the recorded project profile).
 */
const SEEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "us-east-1": { Tooling: "cjegf7f6kky6w7" },
  "us-east-2": {
    Tooling: "3owsbi7jjppvc9",
    DataLake: "6bbrztdwfxomeh",
    LakehouseCatalog: "6vtt2ycs570ezt",
    RedshiftServerless: "5zux18nxyx6pd5",
    Workflows: "b0eis75ozsqhd5",
    MLExperiments: "6r38ttlmkm3isp",
    EmrOnEc2: "atyconez9k8zjd",
    EmrServerless: "c1vpqx2w5jxsh5",
  },
  "us-west-2": { Tooling: "4k186sfh08eqxc" },
};

const LENGTH = 14;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** An id in the form of the service's that follows from Region and name, for blueprints whose id nobody has published. */
function derivedId(region: string, name: string): string {
  const bytes = createHash("sha256").update(`${region}/${name}`).digest().subarray(0, LENGTH);
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

/** The managed blueprints of every domain of a Region, with their ids. */
export function managedBlueprints(region: string): Blueprint[] {
  return MANAGED_BLUEPRINTS.map((name) => ({ id: SEEN[region]?.[name] ?? derivedId(region, name), name }));
}
