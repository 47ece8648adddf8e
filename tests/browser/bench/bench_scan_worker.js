// tests/bench/scan as WebAssembly, in a worker: its one line of JSON comes back as it is.
self.onunhandledrejection = ({ reason }) => { setTimeout(() => { throw reason; }); };  // so that the page is told

self.onmessage = ({ data: { script, flags } }) => {
  const complaints = [];
  self.Module = {
    arguments: flags,
    locateFile: (name) => new URL(name, new URL(script, self.location.href)).href,
    print: (line) => self.postMessage(JSON.parse(line)),
    printErr: (line) => complaints.push(line),
    onAbort: (why) => { throw new Error(`bench_scan: ${why} ${complaints.join(' ')}`); },
    quit: (status) => { if (status !== 0) throw new Error(`bench_scan ended with ${status}: ${complaints.join(' ')}`); },
  };
  importScripts(script);
};
