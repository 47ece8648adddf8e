/** Best first: H.264 in mp4 is read everywhere and decoded by hardware. */
export const recordingTypes = [
  'video/mp4;codecs=avc1.640033',
  'video/mp4;codecs=avc1.640028',
  'video/mp4;codecs=avc1.4d0028',
  'video/mp4;codecs=avc1',
  'video/webm;codecs=h264',
  'video/webm;codecs=vp9',
  'video/webm;codecs=vp8',
  'video/webm',
  'video/mp4',
];

export function recordingType(isSupported: (type: string) => boolean): string | null {
  return recordingTypes.find(isSupported) ?? null;
}

/** Bits a second: 20 Mbit/s for 1080p at 30 frames/s and in proportion; what browsers choose by themselves blurs print. */
export function recordingRate(width: number, height: number, frameRate: number): number {
  const rate = 20e6 * ((width * height) / (1920 * 1080)) * (Math.max(24, Math.min(60, frameRate)) / 30);
  return Math.round(Math.min(80e6, Math.max(8e6, rate)));
}

/** A recording of the camera that goes on until it is stopped. */
export class Recording {
  private readonly parts: Blob[] = [];
  private readonly ended: Promise<void>;
  readonly began = performance.now();

  private constructor(private readonly recorder: MediaRecorder) {
    recorder.addEventListener('dataavailable', (event) => {
      if (event.data.size > 0) this.parts.push(event.data);
    });
    this.ended = new Promise((resolve, reject) => {
      recorder.addEventListener('stop', () => resolve());
      recorder.addEventListener('error', () => reject(new Error('the browser could not go on recording')));
    });
    this.ended.catch(() => undefined);
    recorder.start(1000);
  }

  /** Throws where the browser records nothing that can be checked. */
  static begin(stream: MediaStream): Recording {
    const type = typeof MediaRecorder === 'function' ? recordingType((each) => MediaRecorder.isTypeSupported(each)) : null;
    if (type === null) throw new Error('This browser cannot record; use the phone’s camera app instead.');
    const { width = 1920, height = 1080, frameRate = 30 } = stream.getVideoTracks()[0]?.getSettings() ?? {};
    return new Recording(new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: recordingRate(width, height, frameRate) }));
  }

  /** s */
  get length(): number {
    return (performance.now() - this.began) / 1000;
  }

  async finish(name: string): Promise<File> {
    if (this.recorder.state !== 'inactive') this.recorder.stop();
    await this.ended;
    const type = this.recorder.mimeType.split(';')[0] ?? 'video/webm';
    return new File(this.parts, `${name}.${type === 'video/mp4' ? 'mp4' : 'webm'}`, { type });
  }

  /** Throws the recording away. */
  drop(): void {
    if (this.recorder.state !== 'inactive') this.recorder.stop();
  }
}
