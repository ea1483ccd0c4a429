import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SPARE_ACTIONS, UNTRIED_ACTIONS } from "../../../deploy-role/untried-actions";
import type { Grants } from "../../../packages/emulator";
import { GRANTS_PAGE, grantsPage } from "../../../tools/grants/grants-page";
import { findings, judgedGrants, staleReasons } from "../../../tools/grants/judged-grants";
import { recordedGrants, ROLE_KINDS } from "../../../tools/grants/recorded-grants";

const role = (name: string, account = "111111111111") => `arn:aws:iam::${account}:role/${name}`;
const grant = (action: string, requests: number, refusedWithout?: string) => ({
  policy: "P",
  index: 0,
  action,
  requests,
  ...(refusedWithout === undefined ? {} : { refusedWithout }),
});

/** Records of two sandboxes, in which roles of one kind have different names. */
function records(...sandboxes: Grants[]): string {
  const directory = mkdtempSync(join(tmpdir(), "smus-grants-"));
  for (const [index, principals] of sandboxes.entries())
    writeFileSync(join(directory, `${index}.json`), JSON.stringify({ principals }));
  return directory;
}

const RECORDED = recordedGrants(
  records(
    {
      [role("first-control-plane")]: [grant("datazone:GetDomain", 3, "refused"), grant("made:Up", 0)],
      [role("people/analysts")]: [grant("s3:GetObject", 0)],
    },
    {
      [role("second-control-plane", "222222222222")]: [grant("made:Up", 0), grant("kms:Made", 2)],
      [role("smus-deploy")]: [grant("s3:GetObject", 1, "refused")],
    },
  ),
);

test("roles of a kind are added up over all sandboxes; those of people are left out", () => {
  expect(Object.fromEntries(RECORDED)).toEqual({
    "control-plane function": [
      { action: "datazone:GetDomain", requests: 3, refusedWithout: "refused" },
      { action: "kms:Made", requests: 2 },
      { action: "made:Up", requests: 0 },
    ],
    "deploy role": [{ action: "s3:GetObject", requests: 1, refusedWithout: "refused" }],
  });
});

test("a grant that nothing uses, one that nobody would miss, and a role without a record are findings", () => {
  expect(findings(judgedGrants(RECORDED))).toEqual([
    "plan role: has done nothing; was it recorded?",
    "control-plane function: nothing used made:Up; take it out, or say why it stays (deploy-role/untried-actions.ts)",
    "control-plane function: nobody would miss a statement with kms:Made, since another one allows it; take it out, or say why it stays",
    "adoption reader: has done nothing; was it recorded?",
  ]);
});

test("a reason for an action that is used is out of date", () => {
  const kind = "control-plane function";
  const [action] = Object.keys(UNTRIED_ACTIONS[kind]);
  const used = judgedGrants(new Map([[kind, [{ action, requests: 1, refusedWithout: "refused" }]]]));
  expect(staleReasons(used)).toContain(`${kind}: the reason for ${action} is out of date: it is used, or not granted`);
});

test("reasons are sentences about actions of kinds of roles", () => {
  for (const reasons of [UNTRIED_ACTIONS, SPARE_ACTIONS])
    for (const [kind, actions] of Object.entries(reasons)) {
      expect(ROLE_KINDS).toContain(kind);
      for (const [action, reason] of Object.entries(actions)) {
        expect(action).toMatch(/^(\*|[a-z0-9-]+:[A-Z]\w+)$/);
        expect(reason).toMatch(/^\S.{15,}[^.]$/);
      }
    }
});

test("the page has every kind of role, and each reason of the source", () => {
  const page = readFileSync(GRANTS_PAGE, "utf8");
  for (const kind of ROLE_KINDS) expect(page.toLowerCase()).toContain(`## ${kind}`);
  for (const reasons of [UNTRIED_ACTIONS, SPARE_ACTIONS])
    for (const [action, reason] of Object.entries(reasons)
      .flatMap(([, actions]) => Object.entries(actions))
      .filter(([named]) => named !== "*"))
      expect(page).toMatch(new RegExp(`\\| \`${action}\` +\\| ${reason.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")} +\\|`));
  expect(grantsPage(judgedGrants(RECORDED))).toContain("| made:Up".replace("made:Up", "`made:Up`"));
});
