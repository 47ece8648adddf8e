import { filmLive, pushAsFastAsTaken } from './camera.js';

// The npm package as a page of somebody else's would use it; tests call what stands in `window.suite`.
const { createPrecheck } = await import(new URL(location.href).searchParams.get('package'));

const failure = (error) => ({ name: error.name, code: error.code, message: error.message });

async function fileAt(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new File([await response.blob()], address.split('/').pop());
}

/** {report, build, isa, threads, progress, golden} of the file at `address`, or {error}. */
async function checkFile(address, settings = {}, fileSettings = {}) {
  let precheck;
  try {
    precheck = await createPrecheck(settings);
    const progress = [];
    const golden = [];
    const file = await fileAt(address);
    const begin = performance.now();
    const report = await precheck.checkFile(file, {
      ...fileSettings,
      onProgress: (step) => progress.push(step),
      onGoldenPicture: ({ index, frame, picture }) => golden.push({ index, frame, width: picture.width, height: picture.height }),
    });
    const { build, isa, threads } = precheck;
    return { report, build, isa, threads, progress, golden, ms: performance.now() - begin };
  } catch (error) {
    return { error: failure(error) };
  } finally {
    precheck?.dispose();
  }
}

window.suite = {
  createPrecheck,
  failure,
  fileAt,
  checkFile,
  filmLive: (...given) => filmLive(createPrecheck, ...given),
  pushAsFastAsTaken: (...given) => pushAsFastAsTaken(createPrecheck, ...given),
};
