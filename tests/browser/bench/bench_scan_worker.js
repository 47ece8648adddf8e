// tests/bench/scan as WebAssembly, in a worker: its one line of JSON comes back as it is.
self.onmessage = ({ data: { script, flags } }) => {
  const complaints = [];
  self.Module = {
    arguments: flags,
    print: (line) => self.postMessage(JSON.parse(line)),
    printErr: (line) => complaints.push(line),
    onAbort: (why) => { throw new Error(`bench_scan: ${why} ${complaints.join(' ')}`); },
    quit: (status) => { if (status !== 0) throw new Error(`bench_scan ended with ${status}: ${complaints.join(' ')}`); },
  };
  importScripts(script);
};
