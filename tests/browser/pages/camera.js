// Frames of the (fake) camera through the package, as fast as it takes them.

/** Films for `seconds`: every feedback, how many frames the camera gave, and the report. */
export async function filmLive(createPrecheck, settings, seconds) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 4096 }, height: { ideal: 2160 } } });
  const [track] = stream.getVideoTracks();
  const precheck = await createPrecheck(settings);
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  const feedback = [];
  const pushes = [];
  let frames = 0;
  precheck.on('feedback', (one) => feedback.push({
    hint: one.hint, place: one.place, sentence: one.sentence, latency: one.latency, time: one.time, quad: one.quad !== null, width: one.width,
    height: one.height,
  }));
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const { value, done } = await reader.read();
    if (done) break;
    frames++;
    pushes.push(precheck.push(value));
  }
  const answers = await Promise.all(pushes);
  track.stop();
  const report = await precheck.finish();
  const { build, isa } = precheck;
  precheck.dispose();
  return { feedback, frames, dropped: answers.filter((answer) => answer === null).length, seconds, build, isa, report };
}

/** The camera's first `count` frames, kept as bytes. */
async function keptFrames(count) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 4096 }, height: { ideal: 2160 } } });
  const [track] = stream.getVideoTracks();
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  const frames = [];
  while (frames.length < count) {
    const { value } = await reader.read();
    const data = new Uint8Array(value.allocationSize());
    const layout = await value.copyTo(data);
    frames.push({ data, init: { format: value.format, codedWidth: value.codedWidth, codedHeight: value.codedHeight, layout } });
    value.close();
  }
  track.stop();
  return frames;
}

/** Pushes `count` frames, each when the one before was answered: how long each took, and all. */
export async function pushAsFastAsTaken(createPrecheck, settings, count) {
  const kept = await keptFrames(60);
  const precheck = await createPrecheck(settings);
  const latencies = [];
  const push = (index) => {
    const { data, init } = kept[index % kept.length];
    return precheck.push(new VideoFrame(data, { ...init, timestamp: Math.round(index * 1e6 / 30) }));
  };
  for (let i = 0; i < 60; i++) await push(i);  // engines of JavaScript compile a hot function again while it runs
  const begin = performance.now();
  for (let i = 60; i < count + 60; i++) latencies.push((await push(i)).latency);
  const ms = performance.now() - begin;
  await precheck.finish();
  const { build, isa } = precheck;
  precheck.dispose();
  return { latencies, ms, build, isa, width: kept[0].init.codedWidth, height: kept[0].init.codedHeight };
}
