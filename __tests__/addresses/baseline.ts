import { resourcesOf, type TerraformJson } from "../support/terraform-json";

/** Addresses of what a stack manages, sorted; data sources hold nothing that could be lost. */
export function managedAddresses(json: TerraformJson): string[] {
  return resourcesOf(json)
    .map(({ address }) => address)
    .sort();
}

/** The text of a baseline file: one address a line. */
export function formatAddresses(addresses: readonly string[]): string {
  return `${addresses.join("\n")}\n`;
}

/** The addresses of a baseline file. */
export function parseAddresses(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

/** Problems of a stack's addresses, each with what to do about it; empty where there are none. */
export function compareAddresses(before: readonly string[], json: TerraformJson): string[] {
  const now = managedAddresses(json);
  const moved = new Set((json.moved ?? []).map(({ from }) => from));
  const vanished = before.filter((address) => !now.includes(address) && !moved.has(address));
  const added = now.filter((address) => !before.includes(address));
  return [
    ...vanished.map(
      (address) =>
        `${address} vanished: applied, that is a destruction. Keep its id, move it (moveFromId), or if it is meant: UPDATE_ADDRESSES=1 npm test -- addresses`,
    ),
    ...added.map((address) => `${address} is new. If it is meant: UPDATE_ADDRESSES=1 npm test -- addresses`),
  ];
}
