// resume.mjs ADDRESS FILE CUTS [KEY]: uploads FILE with tus-js-client over connections that are cut CUTS times at random places,
// by a proxy of our own, and goes on each time. Prints {url, cuts, resumes}.
import { createReadStream, statSync } from "node:fs";
import * as tus from "tus-js-client";
import { cuttingProxy } from "./cutting_proxy.mjs";

const [address, file, cutsText, key] = process.argv.slice(2);
const target = new URL(address);
const size = statSync(file).size;
const proxy = await cuttingProxy(target, size, Number(cutsText));

let resumes = 0;
const upload = new tus.Upload(createReadStream(file), {
  endpoint: `${proxy.origin}/v1/uploads`,
  chunkSize: Infinity,
  uploadSize: size,
  retryDelays: Array(Number(cutsText) * 3 + 10).fill(50),
  metadata: { filename: "capture.mp4" },
  headers: key ? { Authorization: `Bearer ${key}` } : {},
  onShouldRetry: () => {
    resumes += 1;
    return true;
  },
  onError: (error) => {
    console.error(String(error));
    process.exit(1);
  },
  onSuccess: () => {
    console.log(JSON.stringify({ url: new URL(upload.url).pathname, cuts: proxy.cuts, resumes }));
    process.exit(0);
  },
});
upload.start();
