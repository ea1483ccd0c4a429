import { eachAtOnce, Gaps, isSameRole } from "../../../audit/domain/reader";

const fault = (name: string) => Object.assign(new Error("no"), { name, $metadata: { httpStatusCode: 400 } });

test("work is done a few at a time, and answers come in the order of the items", async () => {
  let running = 0;
  let most = 0;
  const work = async (item: number): Promise<number> => {
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setTimeout(resolve, (5 - item) * 2));
    running -= 1;
    return item * 10;
  };
  expect(await eachAtOnce([1, 2, 3, 4, 5], 2, work)).toEqual([10, 20, 30, 40, 50]);
  expect(most).toBe(2);
  expect(await eachAtOnce([], 2, work)).toEqual([]);
});

test("what is refused or not there becomes a gap, once; any other fault ends the reading", async () => {
  const gaps = new Gaps();
  for (const name of ["AccessDeniedException", "AccessDeniedException", "ResourceNotFoundException"])
    expect(
      await gaps.orGap("project p", "its members are not known", () => Promise.reject(fault(name))),
    ).toBeUndefined();
  expect(gaps.list()).toHaveLength(2);
  expect(gaps.list()[0]).toMatchObject({ subject: "project p", what: expect.stringContaining("members") as string });
  const broken = gaps.orGap("x", "y", () => Promise.reject(fault("InternalServerException")));
  await expect(broken).rejects.toThrow("no");
});

test.each([
  ["arn:aws:sts::111122223333:assumed-role/reader/session", "arn:aws:iam::111122223333:role/smus/reader", true],
  ["arn:aws:iam::111122223333:role/reader", "arn:aws:iam::111122223333:role/reader", true],
  ["arn:aws:iam::111122223333:role/reader", "arn:aws:iam::444455556666:role/reader", false],
  ["arn:aws:iam::111122223333:role/reader", "arn:aws:iam::111122223333:user/reader", false],
])("%s and %s are one role: %s", (one, other, isOne) => {
  expect(isSameRole(one, other)).toBe(isOne);
});
