// A proxy that cuts connections in the middle of what the client sends, at random places, `cuts` times in all.
import net from "node:net";

/**
 * `target`: the server's URL; `size`: about as many bytes will be sent. `silent`: answers to requests whose first line holds this are
 * kept back. `rate`: bytes/s of a connection. `port`: as before a reload. `badGateways`: so many HEADs get a 502, as while a server
 * behind a proxy starts again. `dribble`: answers come in pieces of a few bytes.
 */
export async function cuttingProxy(target, size, cuts, { silent, rate, port, badGateways = 0, dribble } = {}) {
  let refusals = badGateways;
  const proxy = { left: cuts, cuts: 0, sent: 0, origin: "" };
  const listener = net.createServer((client) => {
    const server = net.connect(Number(target.port), target.hostname);
    const budget = proxy.left > 0 ? 2000 + Math.floor((Math.random() * size) / cuts) : Infinity;
    let passed = 0;
    let held = false;
    if (dribble) client.setNoDelay();
    const end = () => {
      client.destroy();
      server.destroy();
    };
    client.on("data", (piece) => {
      if (refusals > 0 && piece.subarray(0, 5).toString("latin1") === "HEAD ") {
        refusals -= 1;
        client.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
      }
      if (silent && piece.subarray(0, 4096).toString("latin1").split("\r\n")[0].includes(silent)) held = true;
      passed += piece.length;
      proxy.sent += piece.length;
      if (passed >= budget && proxy.left > 0) {
        proxy.left -= 1;
        proxy.cuts += 1;
        server.write(piece.subarray(0, Math.floor(piece.length / 2)), end);
        return;
      }
      if (rate) {
        client.pause();
        setTimeout(() => client.resume(), (piece.length / rate) * 1000);
        server.write(piece);
      } else if (!server.write(piece)) {
        client.pause();
        server.once("drain", () => client.resume());
      }
    });
    server.on("data", (piece) => {
      if (held) return;
      for (let at = 0, step = dribble ? 7 : piece.length; at < piece.length; at += step) client.write(piece.subarray(at, at + step));
    });
    for (const socket of [client, server]) socket.on("error", end).on("close", end);
  });
  await new Promise((resolve) => listener.listen(port ?? 0, "127.0.0.1", resolve));
  proxy.origin = `http://127.0.0.1:${listener.address().port}`;
  return proxy;
}
