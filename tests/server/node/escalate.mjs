// escalate.mjs BUNDLE JOB: escalates a file with the package's client as a page would. JOB is a JSON file: {file, url, settings,
// storage?: file that stands for localStorage, proxy?: {cuts, silent, rate, port} as in cutting_proxy.mjs, follow?: id instead of a file,
// abortAt?: share of the upload, abortOn?: type of an event, cancel?: the analysis, once it is accepted}.
// Prints a JSON line for what happens as it happens; the last is {result} or {error}.
import { File } from "node:buffer";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { cuttingProxy } from "./cutting_proxy.mjs";

const [bundle, jobFile] = process.argv.slice(2);
const { escalate, followAnalysis, cancelAnalysis, EscalateError } = await import(pathToFileURL(resolve(bundle)));
const job = JSON.parse(readFileSync(jobFile, "utf8"));
const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");

/** As a browser keeps it: there after the process has been killed. */
const storage = job.storage && {
  getItem: () => (existsSync(job.storage) ? readFileSync(job.storage, "utf8") : null),
  setItem: (_, text) => {
    writeFileSync(job.storage + ".new", text);
    renameSync(job.storage + ".new", job.storage);
  },
};

const content = job.file ? readFileSync(job.file) : Buffer.alloc(0);
const proxy = job.proxy && (await cuttingProxy(new URL(job.url), content.length, job.proxy.cuts ?? 0, job.proxy));
const ending = new AbortController();
const server = { url: proxy?.origin ?? job.url, key: job.settings?.key };
const settings = {
  ...job.settings,
  ...server,
  storage: storage ?? null,
  signal: ending.signal,
  onUpload: (sent, total) => {
    say({ upload: sent, total });
    if (job.abortAt !== undefined && sent >= job.abortAt * total) ending.abort();
  },
  onAccepted: (id) => {
    say({ accepted: id });
    if (job.cancel) void cancelAnalysis(id, server);
  },
  onConnection: (state, why) => say({ connection: state, why: why?.message }),
  onEvent: (event) => {
    say({ event });
    if (job.abortOn === event.type) ending.abort();
  },
};
try {
  const file = new File([content], basename(job.file ?? ""), { lastModified: 1_700_000_000_000, type: "video/mp4" });
  const result = job.follow ? await followAnalysis(job.follow, settings) : await escalate(file, settings);
  say({ result: { id: result.id, artifacts: result.artifacts, report: result.report }, cuts: proxy?.cuts ?? 0, sent: proxy?.sent });
} catch (error) {
  const known = error instanceof EscalateError;
  say({ error: { name: error.name, code: error.code, message: error.message, problem: error.problem, analysis: error.analysis, known } });
}
process.exit(0);
