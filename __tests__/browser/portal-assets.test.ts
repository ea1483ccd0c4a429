import { readFileSync } from "node:fs";
import { FakeApi } from "../../portal/dev/fake-api";
import { describePortal, LOOK_TIME, type ScreenCase } from "./portal-in-browser";

const SCREENS: readonly ScreenCase[] = [
  ["finance-lead", "#/project-assets?text=prj-finance", "Data of Finance reporting"],
  ["finance-lead", "#/project-assets/ast-1?text=prj-finance", /^Customers_of/],
  ["finance-lead", "#/project-assets/ast-2?text=prj-finance", "Invoices"],
  ["finance-lead", "#/asset-unpublish/ast-0", "Take Customers out of the catalogue"],
  ["finance-lead", "#/asset-filters/ast-0", "Filters of Customers"],
  ["finance-lead", "#/asset-filter/ast-0?text=flt-2", "europe-0"],
  ["finance-lead", "#/asset-filter/ast-0?text=flt-0", "smus-rows-0123abcd"],
  ["auditor", "#/reports", "Reports"],
  ["auditor", "#/reports/access", "Who can read what"],
  ["auditor", "#/reports/rights", "Rights that are not as configured"],
];

describePortal("assets and reports in the portal in Chromium", (portal) => {
  test.each([...new Set(SCREENS.map(([persona]) => persona))])(
    "every screen of the %s is for everybody, in both colours and widths: axe finds nothing, nothing is cut off",
    (persona) => {
      portal.expected = /409/;
      return portal.look(SCREENS, persona);
    },
    LOOK_TIME,
  );

  test("without anything, lists say what to do next", async () => {
    portal.server.api = new FakeApi(0);
    await portal.signIn("auditor");
    for (const [hash, title] of [
      ["#/project-assets?text=prj-finance", "Data of Finance reporting"],
      ["#/reports", "Reports"],
      ["#/reports/access", "Who can read what"],
    ]) {
      await portal.go(hash, title);
      expect({ hash, empty: await portal.page.locator(".panel.empty").count() }).toEqual({ hash, empty: 1 });
      expect(await portal.findings()).toEqual([]);
    }
  });

  test("of 300, lists grow by a button, and are no wider than a phone", async () => {
    portal.server.api = new FakeApi(300);
    portal.expected = /409/;
    await portal.signIn("finance-lead", { width: 390 });
    for (const [hash, title] of [
      ["#/project-assets?text=prj-finance", "Data of Finance reporting"],
      ["#/reports/access", "Who can read what"],
    ]) {
      await portal.go(hash, title);
      const cards = portal.page.locator(".cards > li");
      expect(await cards.count()).toBe(25);
      await portal.page.getByRole("button", { name: "Show more" }).click();
      await cards.nth(25).waitFor();
      expect(await portal.focused()).toBe(await cards.nth(25).locator("h2").textContent());
      expect({ hash, over: await portal.over() }).toEqual({ hash, over: 0 });
    }
    await portal.go("#/asset-filters/ast-0", "Filters of Customers");
    expect(await portal.page.locator(".cards > li").count()).toBe(100);
    expect(await portal.over()).toBe(0);
  });

  describe("an asset of a project", () => {
    test("is found from the project and published with the keyboard alone", async () => {
      await portal.signIn("finance-lead", { hash: "#/projects/prj-finance" });
      await portal.at("#/projects/prj-finance", "Finance reporting");
      const { page } = portal;
      await portal.tabTo('a[href="#/project-assets?text=prj-finance"]');
      await page.keyboard.press("Enter");
      await portal.at("#/project-assets?text=prj-finance", "Data of Finance reporting");
      await portal.tabTo('a[href="#/project-assets/ast-1?text=prj-finance"]');
      await page.keyboard.press("Enter");
      await portal.at("#/project-assets/ast-1?text=prj-finance", /^Customers_of/);
      await page.locator(".note", { hasText: "It shows revision 3, and the newest is 4." }).waitFor();
      await portal.tabTo("button[type=submit]");
      await page.keyboard.press("Enter");
      await page.locator(".note").waitFor({ state: "detached" });
      expect(await page.locator("#said").textContent()).toBe("It goes into the catalogue");
    });

    test("that lacks something is not published, and says what", async () => {
      const hash = "#/project-assets/ast-2?text=prj-finance";
      await portal.signIn("finance-lead", { hash });
      await portal.at(hash, "Invoices");
      await portal.page.getByText("The term confidentiality/internal: rule finance-publishing demands it.").waitFor();
      await portal.page.getByText("It can be published as soon as nothing is missing.").waitFor();
      expect(await portal.page.getByRole("button", { name: "Publish it" }).count()).toBe(0);
    });

    test("is taken out of the catalogue only when those who use it are named and known", async () => {
      portal.expected = /409/;
      await portal.signIn("finance-lead", { hash: "#/asset-unpublish/ast-0" });
      await portal.at("#/asset-unpublish/ast-0", "Take Customers out of the catalogue");
      const { page } = portal;
      await page.getByText("3 uses").click();
      await page.getByText("Marketing campaigns waits for a decision").waitFor();
      await page.getByRole("button", { name: "Take it out" }).click();
      await page.locator(".field-fault", { hasText: "Say that you know who uses it." }).waitFor();
      await page.getByLabel("I know it").check();
      await page.getByRole("button", { name: "Take it out" }).click();
      await portal.at("#/project-assets/ast-0?text=prj-finance", "Customers");
      await page.locator(".chip", { hasText: "Not in the catalogue" }).waitFor();
    });

    test("gets a filter of rows, which is changed and deleted while nobody uses it", async () => {
      await portal.signIn("finance-lead", { hash: "#/asset-filters/ast-0" });
      await portal.at("#/asset-filters/ast-0", "Filters of Customers");
      const { page } = portal;
      await page.getByRole("button", { name: "Make this filter" }).click();
      await page.locator(".summary li").nth(1).waitFor();
      await page.getByLabel("Name", { exact: true }).fill("germany");
      await page.getByLabel("Only rows for which all of this holds").check();
      await page.getByLabel("Comparison 1, column").selectOption("region");
      await page.getByLabel("Comparison 1, value").fill("DE");
      await page.getByRole("button", { name: "Make this filter" }).click();
      await page.getByRole("link", { name: "germany" }).click();
      await page.getByRole("heading", { level: 1, name: "germany" }).waitFor();
      await page.getByText("region = 'DE'").waitFor();
      await page.getByLabel("What is it for?").fill("Customers in Germany");
      await page.getByRole("button", { name: "Change this filter" }).click();
      await page.locator("dd", { hasText: "Customers in Germany" }).waitFor();
      await page.getByText("Delete it").click();
      await page.getByRole("button", { name: "Delete this filter" }).click();
      await portal.at("#/asset-filters/ast-0", "Filters of Customers");
      expect(await page.getByRole("link", { name: "germany" }).count()).toBe(0);
    });

    test("keeps a filter of a decision as it is", async () => {
      await portal.signIn("finance-lead", { hash: "#/asset-filter/ast-0?text=flt-0" });
      await portal.page.getByText("The application has made this filter for a decision on access").waitFor();
      expect(await portal.page.getByRole("button", { name: "Change this filter" }).count()).toBe(0);
    });
  });

  test("a wish for data says which rows are wanted, and who decides begins with them", async () => {
    await portal.signIn("marketing-engineer", { hash: "#/data/lst-0" });
    const { page } = portal;
    await page.getByLabel("projects?").selectOption("Marketing campaigns");
    await page.getByLabel("Reports that are published").check();
    await page.getByLabel("All 5 columns").check();
    await page.getByLabel("Only rows for which all of this holds").check();
    await page.getByLabel("Why do you need it?").fill("Report");
    await page.getByRole("button", { name: "Ask for this data" }).click();
    await page.locator(".field-fault", { hasText: "Choose a column to compare." }).waitFor();
    await page.getByLabel("Comparison 1, column").selectOption("region");
    await page.getByLabel("Comparison 1, value").fill("EU");
    await page.getByRole("button", { name: "Ask for this data" }).click();
    await page.getByRole("heading", { name: "Your request is sent" }).waitFor();
    const made = [...portal.server.api.records.values()].find(({ requestId }) => requestId.startsWith("req-"))!;
    expect(made.facts?.request.rows).toEqual({ columnName: "region", operator: "equalTo", value: "EU" });
    await page.context().close();
    await portal.signIn("data-steward", { hash: `#/decide/${made.requestId}` });
    expect(await portal.page.getByLabel("Only rows where region is “EU”").isChecked()).toBe(true);
  });

  describe("reports", () => {
    test("are made now by those who may", async () => {
      await portal.signIn("auditor", { hash: "#/reports" });
      await portal.page.getByRole("button", { name: "Make them now" }).click();
      await portal.page.locator(".note", { hasText: "Asked for at" }).waitFor();
      expect(portal.server.api.reports.asked).toHaveLength(1);
      await portal.page.context().close();
      await portal.signIn("marketing-engineer", { hash: "#/reports" });
      await portal.at("#/reports", "Reports");
      expect(await portal.page.getByRole("button", { name: "Make them now" }).count()).toBe(0);
      await portal.go("#/reports/access", "Who can read what");
      await portal.page.getByText("It has no row that you may see").waitFor();
    });

    test("say of findings what mends them, look at other days, and are saved for a spreadsheet", async () => {
      await portal.signIn("auditor", { hash: "#/reports/rights" });
      await portal.at("#/reports/rights", "Rights that are not as configured");
      const { page } = portal;
      expect(await page.locator(".cards .note").allTextContents()).toEqual(
        Array<string>(3).fill("Mend it: smus apply --stage dev --layer projects"),
      );
      await page.getByText("Look at another day").click();
      await page.locator(".spans a").nth(2).click();
      await page.locator("summary", { hasText: /^Of \d{4}-\d\d-\d\d; look at another day/ }).waitFor();
      const file = page.waitForEvent("download");
      await page.getByRole("button", { name: "Save it for a spreadsheet" }).click();
      const saved = await file;
      expect(saved.suggestedFilename()).toMatch(/^rights-\d{4}-\d\d-\d\d\.csv$/);
      expect(readFileSync(await saved.path(), "utf8")).toMatch(/^"code","subject",(.*\r\n){4}$/);
    });
  });
});
