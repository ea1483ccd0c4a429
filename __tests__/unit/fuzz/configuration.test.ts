import { readdirSync } from "node:fs";
import path from "node:path";
import { Evaluator } from "../../../configuration/load/evaluate";
import { parseEnvironment } from "../../../configuration/parse";
import { isWarning, problem, type Problem } from "../../../configuration/problems";
import { ERROR_CODES } from "../../../configuration/problems/error-codes";
import { resolveStage } from "../../../configuration/resolve";
import { checkRules, viewOrganization, type StageInput } from "../../../configuration/rules";
import { compositionProblems } from "../../../stacks/composition-problems";
import { DEPLOY } from "../../support/stages";
import { mutate, randomOf } from "./mutations";

const ENVIRONMENTS = path.resolve(__dirname, "../../../environments");
const SEED = 20_261_128;
/** Enough for a quiet machine in a minute; a busy one does fewer of the same. */
const MUTATIONS = 3000;
const MILLISECONDS = 50_000;
/** Of the files that are still valid, this part is built, too: that takes a hundred times as long. */
const BUILT_PART = 0.15;

interface Sample {
  readonly name: string;
  readonly contents: ReadonlyMap<string, unknown>;
  readonly parsed: ReadonlyMap<string, StageInput>;
}

const SAMPLES = ["", "samples/minimal", "samples/comprehensive"].map((name) => readSample(name));

function readSample(name: string): Sample {
  const directory = path.join(ENVIRONMENTS, name);
  const evaluator = new Evaluator();
  const files = readdirSync(directory).filter((file) => file.endsWith(".ts"));
  const contents = new Map(
    files.map((file) => [
      path.parse(file).name,
      (evaluator.load(path.join(directory, file)) as { default: unknown }).default,
    ]),
  );
  const parsed = new Map([...contents].map(([stage, content]) => [stage, inputOf(stage, content)]));
  return { name: name === "" ? "example" : name, contents, parsed };
}

function inputOf(stage: string, content: unknown): StageInput {
  return { name: stage, file: `${stage}.ts`, ...parseEnvironment(content) };
}

/** Problems of a sample with one file changed, as the check reports them; then those of what is built, where there are none. */
function problemsOf(sample: Sample, changed: string, content: unknown, build: () => boolean): readonly Problem[] {
  const input = inputOf(changed, content);
  const inputs = [...sample.parsed.values()].map((other) => (other.name === changed ? input : other));
  const organization = viewOrganization(inputs);
  const shape = input.problems.map((entry) => problem({ ...entry, file: input.file }));
  const found = [...shape, ...checkRules(organization)].filter((entry) => !isWarning(entry));
  if (found.length > 0 || !build()) return found;
  const stages = organization.stages.map((view) => resolveStage(view, view.owner ?? view, organization.byName));
  const stage = stages.find(({ name }) => name === changed);
  if (stage === undefined) throw new Error(`${changed} has vanished`);
  return compositionProblems({ stage, stages, options: DEPLOY, file: input.file });
}

test("whatever a stage file is changed to, it is refused with coded problems, or its stacks can be built", () => {
  const random = randomOf(SEED);
  const end = Date.now() + MILLISECONDS;
  const counts = { refused: 0, accepted: 0 };
  const faults: string[] = [];
  for (let round = 0; round < MUTATIONS && Date.now() < end; round++) {
    const sample = SAMPLES[Math.floor(random() * SAMPLES.length)];
    const names = [...sample.contents.keys()];
    const stage = names[Math.floor(random() * names.length)];
    const built = random() < BUILT_PART;
    const { content, what } = mutate(sample.contents.get(stage), random);
    const place = `${sample.name} ${stage}, round ${round}: ${what}`;
    try {
      const problems = problemsOf(sample, stage, content, () => built);
      counts[problems.length === 0 ? "accepted" : "refused"] += 1;
      for (const { code, path: at, got, allowed, fix } of problems) {
        const complete = code in ERROR_CODES && [at, got, allowed, fix].every((text) => text !== "");
        if (!complete || code === "COMPOSITION_FAILED") faults.push(`${place}: [${code}] ${at}: ${got}`);
      }
    } catch (error) {
      faults.push(`${place}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  expect(faults.slice(0, 10)).toEqual([]);
  // A fuzzer that only ever hears yes, or no, tries nothing.
  expect(Math.min(counts.refused, counts.accepted)).toBeGreaterThan(20);
}, 120_000);
