import type { ProjectDetail } from "../../../api/operations";
import { h, type Child } from "../../../../pages/browser/dom";
import { button } from "../../controls";
import { readDraft } from "../../drafts";
import type { Typed } from "../../form";
import { memberText, type TypedMember } from "../../projects/members";
import { designationText, type Designation } from "../../projects/words";

/** Member that is there already: its name is shown, and not typed. */
export interface ShownMember {
  readonly kind: "user" | "group";
  readonly key: string;
  readonly name: string;
  readonly designation: Designation;
}

/** Members that people may change: the platform's are not theirs, and those that the domain has forgotten cannot be named. */
export const changeable = ({ members = [] }: ProjectDetail): readonly ShownMember[] =>
  members.flatMap(({ type, platform, ...member }) =>
    platform || type === undefined
      ? []
      : [{ kind: type, key: member.id, name: memberText({ type, ...member }), designation: member.designation }],
  );

/** Lines of members: those that are there, and lines for others. */
export function membersFields(
  shown: readonly ShownMember[],
  designations: readonly Designation[],
  draft: string,
): HTMLElement {
  const lines = h("div", { class: "member-lines" });
  const add = (): HTMLElement => {
    const line = newLine(lines.children.length, designations);
    lines.append(line);
    return line;
  };
  lines.append(...shown.map((member, index) => shownLine(member, index, designations)));
  // A draft is put back into the lines that it was typed into.
  const before = (readDraft(draft) ?? []).filter(([name]) => /^member\.\d+\.designation$/.test(name)).length;
  for (let line = shown.length; line < Math.max(shown.length + 1, before); line++) add();
  const more = button("Add a member", () => add().querySelector("select")?.focus());
  return h("fieldset", { "data-field": "members" }, h("legend", {}, "Members"), hint(), lines, h("p", {}, more));
}

const hint = (): Child =>
  h(
    "p",
    { class: "hint" },
    "Owners decide about the project, contributors work in it. A person or group is named as in the directory. A line without a name is left out.",
  );

const nameOf = (index: number, part: string): string => `member.${index}.${part}`;

function shownLine({ kind, key, name, designation }: ShownMember, index: number, designations: readonly Designation[]) {
  const options = designations.map((value) => option(value, designation));
  const select = h(
    "select",
    { name: nameOf(index, "designation"), "aria-label": `Part of ${name}` },
    ...options,
    h("option", { value: "" }, "not a member"),
  );
  return h(
    "div",
    { class: "member shown", "data-field": `member.${index}` },
    h("input", { type: "hidden", name: nameOf(index, "kind"), value: kind }),
    h("input", { type: "hidden", name: nameOf(index, "key"), value: key }),
    h("span", {}, name),
    select,
  );
}

function newLine(index: number, designations: readonly Designation[]): HTMLElement {
  const of = (part: string, label: string) => ({
    name: nameOf(index, part),
    "aria-label": `Member ${index + 1}, ${label}`,
  });
  const options = designations.map((value) => option(value, "PROJECT_CONTRIBUTOR"));
  return h(
    "div",
    { class: "member", "data-field": `member.${index}` },
    kindSelect(of("kind", "person or group")),
    h("input", { type: "text", maxlength: 256, autocomplete: "off", placeholder: "Name", ...of("key", "name") }),
    h("select", of("designation", "part"), ...options),
  );
}

const option = (value: Designation, chosen: Designation): HTMLElement =>
  h("option", { value, selected: value === chosen }, designationText(value));

const kindSelect = (attributes: Readonly<Record<string, string>>): HTMLElement =>
  h("select", attributes, h("option", { value: "user" }, "Person"), h("option", { value: "group" }, "Group"));

/** Members as they were typed. */
export function typedMembers(typed: Typed): TypedMember[] {
  const made: TypedMember[] = [];
  for (let index = 0; typed.all(nameOf(index, "designation")).length > 0; index++)
    made.push({
      kind: typed.one(nameOf(index, "kind")),
      key: typed.one(nameOf(index, "key")).trim(),
      designation: typed.one(nameOf(index, "designation")),
    });
  return made;
}

/** Fields for one person or group. */
export function personFields(name: string, label: string): HTMLElement {
  const input = h("input", {
    type: "text",
    maxlength: 256,
    autocomplete: "off",
    placeholder: "Name",
    name: `${name}.key`,
    "aria-label": `${label}, name`,
  });
  const kind = kindSelect({ name: `${name}.kind`, "aria-label": `${label}, person or group` });
  const about = h("p", { class: "hint" }, "A person or a group of people, named as in the directory.");
  return h(
    "fieldset",
    { "data-field": name },
    h("legend", {}, label),
    about,
    h("div", { class: "member person" }, kind, input),
  );
}

/** The person or group that was typed. */
export const typedPerson = (typed: Typed, name: string): { readonly kind: "user" | "group"; readonly key: string } => ({
  kind: typed.one(`${name}.kind`),
  key: typed.one(`${name}.key`).trim(),
});
