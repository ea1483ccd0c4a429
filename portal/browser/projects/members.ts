import type { Operations, WantedMember } from "../../api/operations";
import type { FieldFault } from "../field-fault";
import { nameText } from "../words";
import { designationText, type Designation } from "./words";

/** Most members that can be named: 100 people and 20 groups are what the service takes. */
export const MOST_MEMBERS = 120;

/** One line of the form of members; without a designation it is none any more. */
export interface TypedMember {
  readonly kind: "user" | "group";
  readonly key: string;
  readonly designation: Designation | "";
}

/** Members that the form says, or what is wrong with them. A line without a name is left out. */
export function membersFrom(
  typed: readonly TypedMember[],
): { readonly members: readonly WantedMember[] } | { readonly faults: readonly FieldFault[] } {
  const faults: FieldFault[] = [];
  const members: WantedMember[] = [];
  const seen = new Set<string>();
  typed.forEach(({ kind, key, designation }, index) => {
    if (key === "" || designation === "") return;
    if (seen.has(`${kind} ${key}`))
      faults.push({ field: `member.${index}`, message: `${key} is named twice: a member has one part.` });
    seen.add(`${kind} ${key}`);
    members.push(kind === "user" ? { user: key, designation } : { group: key, designation });
  });
  if (!members.some(({ designation }) => designation === "PROJECT_OWNER"))
    faults.push({ field: "members", message: "Name at least one owner: a person or a group of people." });
  if (members.length > MOST_MEMBERS)
    faults.push({ field: "members", message: `Name at most ${MOST_MEMBERS} members; a group counts as one.` });
  return faults.length > 0 ? { faults } : { members };
}

type Change = Operations["changeProjectMembers"]["answer"]["changes"][number];

/** Name of a member for people. */
export function memberText({ id, name, type, kind }: Omit<Change["member"], "designation">): string {
  const text = nameText(name ?? id);
  if (type === "group") return `group ${text}`;
  return kind === "program" ? `${text} (a program)` : text;
}

/** Changes in sentences. The service has no change of a designation but removal and addition: people read one sentence. */
export function changeSentences(changes: readonly Change[]): string[] {
  const ids = [...new Set(changes.map(({ member }) => member.id))];
  return ids.map((id) => {
    const of = (kind: Change["change"]) => changes.find((one) => one.change === kind && one.member.id === id)?.member;
    const [added, removed] = [of("add"), of("remove")];
    const name = memberText((added ?? removed)!);
    if (added === undefined) return `${name}, who is ${designationText(removed!.designation)}, is a member no longer.`;
    if (removed === undefined) return `${name} becomes ${designationText(added.designation)}, and was no member.`;
    return `${name} becomes ${designationText(added.designation)}, and was ${designationText(removed.designation)}.`;
  });
}
