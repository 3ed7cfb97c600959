// A phone without JavaScript: opens the link named, looks at it, and does
// what the second argument says.  Prints what it has seen, as JSON.
//
//	browse.mjs URL STEPS SCREENSHOTS
//
// STEPS is a JSON array of [what, ...]: ["look"], ["press", label],
// ["fill", label, text], ["open", summary], ["tick", label].
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.cwd() + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [url, steps, pictures] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
const seen = [];

// The page itself runs no script; the judge runs in a copy of it that may.
async function judge(html, colorScheme) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 }, colorScheme });
  const page = await context.newPage();
  await page.setContent(html);
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run());
  await context.close();
  return result.violations.map((one) =>
    `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
}

try {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: false,
    isMobile: true,
    hasTouch: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  const problems = [];
  page.on("console", (message) => problems.push(message.text()));
  await page.goto(url);
  let n = 0;
  for (const [what, label, text] of JSON.parse(steps)) {
    if (what === "press") await Promise.all([page.waitForNavigation(),
      page.getByRole("button", { name: label }).first().tap()]);
    if (what === "fill") await page.getByLabel(label, { exact: true }).fill(text);
    if (what === "open") await page.getByText(label, { exact: true }).tap();
    if (what === "tick") await page.getByLabel(label).check();
    if (what !== "look") continue;
    const width = await page.locator("main").evaluate(
      (node) => node.ownerDocument.documentElement.scrollWidth).catch(() => null);
    await page.screenshot({ path: `${pictures}/${++n}.png`, fullPage: true });
    seen.push({
      title: await page.title(),
      text: await page.locator("main").innerText(),
      lang: await page.locator("html").getAttribute("lang"),
      width,
      problems: [...problems],
      axe: [...await judge(await page.content(), "light"),
        ...await judge(await page.content(), "dark")],
    });
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
