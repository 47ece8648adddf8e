// Receives webhooks as a customer would: with the npm package standardwebhooks. node webhook_receiver.mjs SECRET prints its
// port, then a line for every request. /flaky answers 500 the first time for each id, /gone 410, anything else 200.
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.argv[2]);
const seen = new Set();
const server = createServer((request, response) => {
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", () => {
    const body = Buffer.concat(pieces).toString();
    const id = request.headers["webhook-id"];
    let verified = true;
    try {
      webhook.verify(body, request.headers);
    } catch {
      verified = false;
    }
    console.log(JSON.stringify({ id, path: request.url, body, verified, type: request.headers["content-type"] }));
    const again = seen.has(id);
    seen.add(id);
    response.statusCode = !verified ? 401 : request.url === "/gone" ? 410 : request.url === "/flaky" && !again ? 500 : 200;
    response.end("{}");
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
