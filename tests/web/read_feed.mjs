// Reads the calendar of the file named, with ical.js and node-ical, and
// prints what each has seen.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.cwd() + "/");
const text = readFileSync(process.argv[2], "utf8");

const loaded = require("ical.js");
const ICAL = loaded.default ?? loaded;
const calendar = new ICAL.Component(ICAL.parse(text));
const byIcalJs = calendar.getAllSubcomponents("vevent").map((one) => {
  const event = new ICAL.Event(one);
  return [event.uid, event.summary, event.startDate.toJSDate().getTime() > 0];
});

const byNodeIcal = Object.values(require("node-ical").sync.parseICS(text))
  .filter((one) => one.type === "VEVENT")
  .map((one) => [one.uid, one.summary, one.start.getTime() > 0]);

console.log(JSON.stringify({ icaljs: byIcalJs, nodeical: byNodeIcal }));
