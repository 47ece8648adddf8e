// resume.mjs ADDRESS FILE CUTS [KEY]: uploads FILE with tus-js-client over connections that are cut CUTS times at random places,
// by a proxy of our own, and goes on each time. Prints {url, cuts, resumes}.
import { createReadStream, statSync } from "node:fs";
import net from "node:net";
import * as tus from "tus-js-client";

const [address, file, cutsText, key] = process.argv.slice(2);
const target = new URL(address);
const size = statSync(file).size;
let left = Number(cutsText);
let cuts = 0;

const proxy = net.createServer((client) => {
  const server = net.connect(Number(target.port), target.hostname);
  const budget = left > 0 ? 2000 + Math.floor((Math.random() * size) / Number(cutsText)) : Infinity;
  let passed = 0;
  const end = () => {
    client.destroy();
    server.destroy();
  };
  client.on("data", (piece) => {
    passed += piece.length;
    if (passed >= budget && left > 0) {
      left -= 1;
      cuts += 1;
      server.write(piece.subarray(0, Math.floor(piece.length / 2)), end);
      return;
    }
    if (!server.write(piece)) {
      client.pause();
      server.once("drain", () => client.resume());
    }
  });
  server.on("data", (piece) => client.write(piece));
  for (const socket of [client, server]) socket.on("error", end).on("close", end);
});
await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));

let resumes = 0;
const upload = new tus.Upload(createReadStream(file), {
  endpoint: `http://127.0.0.1:${proxy.address().port}/v1/uploads`,
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
    console.log(JSON.stringify({ url: new URL(upload.url).pathname, cuts, resumes }));
    process.exit(0);
  },
});
upload.start();
