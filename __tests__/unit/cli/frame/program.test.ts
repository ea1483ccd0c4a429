import { Writable } from "node:stream";
import { version } from "../../../../package.json";
import { REGISTRY } from "../../../../cli/commands";
import { runProgram, UsageError, type Command, type Registry } from "../../../../cli/frame";
import { InterruptedError, RunnerError } from "../../../../runner";

interface Ended {
  readonly exitCode: number;
  readonly out: string;
  readonly error: string;
}

async function run(registry: Registry, ...argv: string[]): Promise<Ended> {
  const texts = { out: "", error: "" };
  const into = (name: "out" | "error") =>
    new Writable({ write: (chunk, _encoding, done) => ((texts[name] += String(chunk)), done()) });
  const exitCode = await runProgram(registry, argv, {}, { out: into("out"), error: into("error") });
  return { exitCode, ...texts };
}

const command = (work: Command["run"], more: Partial<Command> = {}): Registry => {
  const made: Command = { name: "do", purpose: "Does it. More.", options: {}, run: work, ...more };
  return new Map([["do", () => Promise.resolve(made)]]);
};

describe("the commands", () => {
  test.each([...REGISTRY.keys()])("%s has a usage that says its exit codes and every option", async (name) => {
    const { exitCode, out, error } = await run(REGISTRY, name, "--help");
    expect([exitCode, error]).toEqual([0, ""]);
    const made = await REGISTRY.get(name)?.();
    expect(made?.name).toBe(name);
    expect(out).toMatch(new RegExp(`^smus ${name} .*, or: npm run ${name} -- .*\\n`));
    expect(out).toContain("Exit code: 0");
    for (const option of [...Object.keys(made?.options ?? {}), "help"]) expect(out).toContain(`  --${option}`);
  });

  test("are listed with a sentence each", async () => {
    const { exitCode, out } = await run(REGISTRY, "--help");
    expect(exitCode).toBe(0);
    for (const name of REGISTRY.keys()) expect(out).toMatch(new RegExp(`^  ${name} +[A-Z].*\\.$`, "m"));
  });

  test("that are unknown are refused in one line with those that there are", async () => {
    const { exitCode, out, error } = await run(REGISTRY, "plam");
    expect([exitCode, out]).toEqual([1, ""]);
    expect(error).toMatch(/^there is no command "plam"; commands: init, config:check, .*; help: smus --help\n$/);
  });

  test("are shown where none is named, as an error", async () => {
    const { exitCode, out, error } = await run(REGISTRY);
    expect([exitCode, out]).toEqual([1, ""]);
    expect(error).toMatch(/^smus <command> \[options\]\n/);
  });
});

describe("the version", () => {
  test.each(["--version", "-v"])("is that of the package and nothing else, for %s", async (option) => {
    expect(await run(REGISTRY, option)).toEqual({ exitCode: 0, out: `${version}\n`, error: "" });
  });

  test("is named by the help of the program", async () => {
    expect((await run(REGISTRY, "--help")).out).toMatch(/^smus --version shows /m);
  });

  test("belongs to the program alone", async () => {
    const registry = command(({ argv }) => Promise.resolve(argv.length));
    expect(await run(registry, "do", "-v")).toEqual({ exitCode: 1, out: "", error: "" });
  });
});

describe("a command", () => {
  test("ends the program with its exit code and prints to standard output", async () => {
    const registry = command(({ print, argv }) => (print(argv.join(" ")), Promise.resolve(2)));
    expect(await run(registry, "do", "--this", "that")).toEqual({ exitCode: 2, out: "--this that\n", error: "" });
  });

  test("fails in one line with 1, with its usage where the options were wrong, and with 130 after an interruption", async () => {
    const failing = (error: Error): Registry => command(() => Promise.reject(error));
    expect(await run(failing(new RunnerError("no state")), "do")).toEqual({
      exitCode: 1,
      out: "",
      error: "no state\n",
    });
    expect((await run(failing(new UsageError("which?")), "do")).error).toBe("which?; usage: smus do --help\n");
    expect((await run(failing(new InterruptedError("nothing was done")), "do")).exitCode).toBe(130);
    expect((await run(failing(new TypeError("x")), "do")).error).toMatch(/^TypeError: x\n\s+at /);
  });

  test("with operands keeps the options of the program that it starts", async () => {
    const registry = command(({ argv }) => Promise.resolve(argv.length), { operands: "<command>" });
    expect((await run(registry, "do", "npm", "run", "plan", "--", "--help")).exitCode).toBe(5);
    expect((await run(registry, "do", "--help")).out).toMatch(/^smus do <command>, or: npm run do -- <command>\n/);
  });
});

test("a command of two words may be typed as two", async () => {
  const given: string[][] = [];
  const work = ({ argv }: { readonly argv: readonly string[] }) => {
    given.push([...argv]);
    return Promise.resolve(0);
  };
  const made: Command = { name: "git:status", purpose: "Does it. More.", options: {}, run: work };
  const registry: Registry = new Map([["git:status", () => Promise.resolve(made)]]);
  await run(registry, "git", "status", "--stage", "dev");
  await run(registry, "git:status");
  expect(given).toEqual([["--stage", "dev"], []]);
});
