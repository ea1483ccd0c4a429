/** Names of members that say where something is: what differs by nature between stages. */
const PLACE = /(Arn|Uri|Role|Id)$|^(location|host|storage|physicalConnectionRequirements)$/;

/** A part of the configuration without the members that say where something is, at every depth. */
export function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !PLACE.test(name))
      .map(([name, member]) => [name, withoutPlaces(member)]),
  );
}
