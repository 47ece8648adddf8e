// OpenCV.js's Farneback flow of one pair of pictures, with the settings that core has as defaults; times in ms.
async function loaded(script) {
  importScripts(script);
  let cv = self.cv ?? self.module?.exports;
  if (typeof cv === 'function') cv = cv();
  if (cv instanceof Promise) cv = await cv;
  if (cv.Mat === undefined) await new Promise((resolve) => { cv.onRuntimeInitialized = resolve; });
  return [cv];  // wrapped, because some versions have a `then` of their own, which await would call
}

self.onmessage = async ({ data: { script, size: [width, height], pages, seconds } }) => {
  const [cv] = await loaded(script);
  const mats = pages.map((bytes) => {
    const mat = new cv.Mat(height, width, cv.CV_8UC1);
    mat.data.set(bytes);
    return mat;
  });
  const flow = new cv.Mat();
  const times = [];
  const begin = performance.now();
  while (times.length < 7 || performance.now() - begin < seconds * 1000) {
    const start = performance.now();
    cv.calcOpticalFlowFarneback(mats[0], mats[1], flow, 0.5, 3, 15, 3, 5, 1.2, 0);
    times.push(performance.now() - start);
  }
  let sum = 0;
  const vectors = flow.data32F;
  for (let i = 0; i < vectors.length; i += 2) sum += Math.hypot(vectors[i], vectors[i + 1]);
  const version = /General configuration for OpenCV (\S+)/.exec(cv.getBuildInformation())?.[1];
  self.postMessage({ times, version, meanLength: sum / (vectors.length / 2) });
};
