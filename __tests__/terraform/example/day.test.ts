import { Day, enter, type Place, STEPS, WEATHERS } from "../../support/day";
import { describeExample, expectEnd } from "../../support/life";

/**
 * A day of the deployed application, from a lead who asks for a project to its retirement, with requests for data in between, from filing to
 * the end of access: the very functions, roles, queues, rules, schedules and API that Terraform has made. Nobody but the application makes
 * and decides. The same day passes in every weather, one after the other, each with a project, tables and requests of its own.
 */
describeExample("a day in the life", (life) => {
  let place: Place;
  beforeAll(async () => {
    place = await enter(life);
  });
  afterAll(() => place?.leave());

  describe.each(WEATHERS.map((weather, number) => ({ ...weather, weather, number })))(
    "$name",
    ({ weather, number }) => {
      let day: Day;
      beforeAll(async () => {
        day = new Day(place, weather, number);
        await weather.begin?.(place);
      });
      afterAll(() => weather.end?.(place));

      it.each(STEPS)("$title", (step) => day.live(step));
    },
  );

  it("leaves nothing to do for the configuration", () => {
    for (const stage of ["shared", "dev"]) expectEnd(life.npm("plan", [], stage), 0);
  });
});
