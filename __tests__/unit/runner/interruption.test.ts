import type { ChildProcess } from "node:child_process";
import { EventEmitter } from "node:events";
import { Interruption } from "../../../runner/terraform";

function fakeChild() {
  const child = Object.assign(new EventEmitter(), { pid: undefined, kill: jest.fn() });
  return { child: child as unknown as ChildProcess, kill: child.kill, exit: () => child.emit("exit", 0) };
}

describe("Interruption", () => {
  let now = 0;
  const make = () => new Interruption(() => now, 1000);

  test("asks running children to stop at the first signal", () => {
    const interruption = make();
    const { child, kill } = fakeChild();
    interruption.track(child);
    expect(interruption.interrupt()).toBe("asked");
    expect(kill.mock.calls).toEqual([["SIGINT"]]);
    expect(interruption.stopping).toBe(true);
  });

  test("takes signals that follow at once for the same Ctrl-C: npm run delivers each twice", () => {
    const interruption = make();
    const { child, kill } = fakeChild();
    interruption.track(child);
    interruption.interrupt();
    now += 200;
    expect(interruption.interrupt()).toBe("echo");
    expect(kill).toHaveBeenCalledTimes(1);
  });

  test("kills at the second signal", () => {
    const interruption = make();
    const { child, kill } = fakeChild();
    interruption.track(child);
    interruption.interrupt();
    now += 1500;
    expect(interruption.interrupt()).toBe("killed");
    expect(kill.mock.calls).toEqual([["SIGINT"], ["SIGKILL"]]);
  });

  test("leaves children alone that have ended", () => {
    const interruption = make();
    const { child, kill, exit } = fakeChild();
    interruption.track(child);
    exit();
    interruption.interrupt();
    expect(kill).not.toHaveBeenCalled();
  });
});
