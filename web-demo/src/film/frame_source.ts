import type { FrameInput, PushSettings } from '@gradevault/precheck';

/** Takes a frame, and says when it is done with it; a VideoFrame is closed in every case. */
export type FrameSink = (frame: FrameInput, settings: PushSettings) => Promise<unknown>;

type Rotation = NonNullable<PushSettings['rotation']>;

interface TrackProcessor {
  readable: ReadableStream<VideoFrame>;
}
declare const MediaStreamTrackProcessor: (new (settings: { track: MediaStreamTrack; maxBufferSize?: number }) => TrackProcessor) | undefined;

function rotationOf(frame: VideoFrame): Rotation {
  const { rotation } = frame as VideoFrame & { rotation?: number };
  return rotation === 90 || rotation === 180 || rotation === 270 ? rotation : 0;
}

/** The track's frames as the camera gives them, without a copy; the newest only. */
function fromTrack(track: MediaStreamTrack, sink: FrameSink): () => void {
  const copy = track.clone();
  const reader = new MediaStreamTrackProcessor!({ track: copy, maxBufferSize: 1 }).readable.getReader();
  let stopped = false;
  void (async () => {
    while (!stopped) {
      const { done, value: frame } = await reader.read();
      if (done || !frame) return;
      if (stopped) frame.close();
      else sink(frame, { rotation: rotationOf(frame) }).catch(() => undefined);
    }
  })().catch(() => undefined); // the camera went away; its track says so
  return () => {
    stopped = true;
    reader.cancel().catch(() => undefined);
    copy.stop();
  };
}

function pixelsOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | null {
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(video, 0, 0);
  return context?.getImageData(0, 0, canvas.width, canvas.height) ?? null;
}

/** What the video element shows: where tracks cannot be read. Frames that have to be drawn are taken one at a time. */
function fromElement(video: HTMLVideoElement, sink: FrameSink): () => void {
  const canvas = document.createElement('canvas');
  let busy = false;
  let stopped = false;
  let handle = 0;
  const byCallback = 'requestVideoFrameCallback' in video;
  const frameAt = (time: number): FrameInput | null => {
    try {
      // The element shows pictures upright already.
      if (typeof VideoFrame === 'function') return new VideoFrame(video, { timestamp: Math.round(time * 1e6) });
    } catch {
      // This one is drawn.
    }
    return busy ? null : pixelsOf(video, canvas);
  };
  const take = (_now: number, facts?: { mediaTime: number }) => {
    if (stopped) return;
    next();
    if (video.readyState < 2 || video.videoWidth === 0) return;
    const time = facts?.mediaTime ?? video.currentTime;
    const frame = frameAt(time);
    if (!frame) return;
    busy = true;
    sink(frame, { time })
      .catch(() => undefined)
      .finally(() => (busy = false));
  };
  const next = () => {
    handle = byCallback ? video.requestVideoFrameCallback(take) : requestAnimationFrame(take);
  };
  next();
  return () => {
    stopped = true;
    if (byCallback) video.cancelVideoFrameCallback(handle);
    else cancelAnimationFrame(handle);
  };
}

/** Gives the camera's frames to the sink until the returned function is called. */
export function pumpFrames(track: MediaStreamTrack, video: HTMLVideoElement, sink: FrameSink): () => void {
  return typeof MediaStreamTrackProcessor === 'function' ? fromTrack(track, sink) : fromElement(video, sink);
}
