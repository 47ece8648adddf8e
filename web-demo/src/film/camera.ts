/** What cameras of phones offer beyond the DOM's types. */
interface MoreCapabilities extends MediaTrackCapabilities {
  torch?: boolean | boolean[];
  focusMode?: string[];
  focusDistance?: { min: number; max: number; step: number };
}
type MoreConstraints = MediaTrackConstraintSet & { torch?: boolean; focusMode?: string; focusDistance?: number };

export interface FocusRange {
  min: number;
  max: number;
  step: number;
}

/** An open camera: the back one unless another was asked for, at its best resolution up to 4K. */
export class Camera {
  private constructor(
    readonly stream: MediaStream,
    readonly track: MediaStreamTrack,
  ) {}

  /** Throws what getUserMedia throws. */
  static async open(deviceId?: string): Promise<Camera> {
    const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: 'environment' } };
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { ...which, width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 30 } },
      audio: false,
    });
    const track = stream.getVideoTracks()[0];
    if (!track) throw new DOMException('the camera gives no picture', 'NotFoundError');
    const camera = new Camera(stream, track);
    await camera.bestResolution();
    return camera;
  }

  /** What is asked for as `ideal` is a wish; capabilities say what there is. Above 4K nothing is gained but heat. */
  private async bestResolution(): Promise<void> {
    const most = this.capabilities();
    const { width, height } = this.track.getSettings();
    if (!most.width?.max || !most.height?.max || !width || !height || width * height >= 1920 * 1080) return;
    const better = { width: { ideal: Math.min(most.width.max, 3840) }, height: { ideal: Math.min(most.height.max, 2160) }, frameRate: { ideal: 30, min: 15 } };
    await this.track.applyConstraints(better).catch(() => undefined); // then it stays as it is
  }

  private capabilities(): MoreCapabilities {
    return typeof this.track.getCapabilities === 'function' ? this.track.getCapabilities() : {};
  }

  get deviceId(): string {
    return this.track.getSettings().deviceId ?? '';
  }

  get hasTorch(): boolean {
    const { torch } = this.capabilities();
    return torch === true || (Array.isArray(torch) && torch.includes(true));
  }

  /** Where focus can be set by hand; null where it cannot. */
  get focusRange(): FocusRange | null {
    const { focusMode, focusDistance } = this.capabilities();
    return focusMode?.includes('manual') && focusDistance && focusDistance.max > focusDistance.min ? focusDistance : null;
  }

  setTorch(on: boolean): Promise<void> {
    return this.apply({ torch: on });
  }

  setFocus(distance: number): Promise<void> {
    return this.apply({ focusMode: 'manual', focusDistance: distance });
  }

  autofocus(): Promise<void> {
    return this.apply({ focusMode: 'continuous' });
  }

  private apply(constraints: MoreConstraints): Promise<void> {
    return this.track.applyConstraints({ advanced: [constraints] });
  }

  /** The cameras that there are; their names are known only once one was allowed. */
  static async others(): Promise<MediaDeviceInfo[]> {
    return (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === 'videoinput');
  }

  close(): void {
    for (const track of this.stream.getTracks()) track.stop();
  }
}
