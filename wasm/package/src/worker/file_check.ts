// A whole file: open, scan every picture, show the chosen ones again, report.
import type { FileProgress, Report } from '../api.js';
import type { FileRequest, WirePicture } from '../protocol.js';
import { type CaptureFile, openCapture } from './capture_file.js';
import type { CoreSession } from './core_session.js';
import { ElementSource, type PageElement } from './element_source.js';
import { goldenPictures } from './golden_pictures.js';
import type { ModuleHost } from './module_host.js';
import type { PictureCopier } from './picture_copy.js';
import { type PictureSource, releasePicture } from './picture_source.js';
import { showGoldenFrames } from './show_golden_frames.js';
import { Timeline } from './timeline.js';
import { webCodecsDecodes, WebCodecsPictures } from './webcodecs_pictures.js';

export interface FileCheckContext {
  host: ModuleHost;
  copier: PictureCopier;
  page: PageElement;
  signal: AbortSignal;
  onProgress(progress: FileProgress): void;
}

/** Errors: those of openCapture and of the sources; `signal`'s reason. Nothing is left behind. */
export async function checkFile(
  request: FileRequest,
  context: FileCheckContext,
): Promise<{ report: Report; pictures: WirePicture[] }> {
  const { signal, onProgress } = context;
  onProgress({ stage: 'open', done: 0, total: null });
  const capture = await openCapture(request.file, request.fileName);
  let source: PictureSource | undefined;
  let scan: Scan | undefined;
  try {
    signal.throwIfAborted();
    source = await chooseSource(capture, context);
    scan = await scanAll(request, capture, source, context);
    const { session, times } = scan;
    const wanted = session.wanted();
    const goldenProgress = (done: number) => onProgress({ stage: 'golden', done, total: wanted.length });
    await showGoldenFrames({ session, source, copier: context.copier, times, wanted, signal, onDone: goldenProgress });
    onProgress({ stage: 'item', done: 0, total: null });
    const report = withLosses(session.finish(), scan);
    return { report, pictures: request.wantsPictures ? goldenPictures(session, report) : [] };
  } finally {
    scan?.session.end();
    source?.close();
    capture.close();
  }
}

async function chooseSource(capture: CaptureFile, { copier, page, signal }: FileCheckContext): Promise<PictureSource> {
  if (await webCodecsDecodes(capture.config)) return new WebCodecsPictures(capture, copier.lumaSource);
  return ElementSource.open(capture, page, signal);
}

interface Scan {
  session: CoreSession;
  /** Container times of the frames, s. */
  times: number[];
  /** Packets that gave no picture. */
  missing: number;
  complaints: string[];
}

async function scanAll(
  request: FileRequest,
  capture: CaptureFile,
  source: PictureSource,
  context: FileCheckContext,
): Promise<Scan> {
  const { host, copier, signal, onProgress } = context;
  const total = await indexedPackets(capture, signal);
  const timeline = new Timeline();
  const times: number[] = [];
  let session: CoreSession | undefined;
  try {
    for await (const picture of source.pictures(signal)) {
      try {
        session ??= host.startSession({
          options: request.options,
          live: false,
          rotation: capture.rotation,
          source: { ...capture.source, ...source.facts(picture) },
          ...(request.scanId === undefined ? {} : { scanId: request.scanId }),
          ...(request.shot === undefined ? {} : { shot: request.shot }),
        });
        session.push(await copier.copy(session, picture.frame), timeline.next(picture.time), picture.gapBefore);
      } finally {
        releasePicture(picture);
      }
      times.push(picture.time);
      onProgress({ stage: 'scan', done: times.length, total: total === null ? null : Math.max(total, times.length) });
    }
  } catch (error) {
    session?.end();
    throw error;
  }
  if (!session) throw new Error('a source without pictures'); // sources refuse that themselves
  const complaints = [...source.complaints];
  const packets = total ?? (complaints.length > 0 ? await countPackets(capture, signal) : 0);
  return { session, times, missing: Math.max(0, packets - times.length), complaints };
}

/** How many packets there are, where the container's index says so; null where the whole file would have to be read for it. */
async function indexedPackets(capture: CaptureFile, signal: AbortSignal): Promise<number | null> {
  if (!['mp4', 'mov'].includes(capture.source.container)) return null;
  try {
    return await countPackets(capture, signal);
  } catch {
    return null; // reading the packets themselves will say more
  }
}

async function countPackets(capture: CaptureFile, signal: AbortSignal): Promise<number> {
  return (await capture.packets.times(signal)).length;
}

/** What only the decoder's side knows; none of it is part of the digest (docs/decisions/0004-result-digest.md). */
function withLosses(report: Report, { missing, complaints }: Scan): Report {
  if (missing === 0 && complaints.length === 0) return report;
  const losses = missing === 0 ? [] : [`${missing} broken packet(s) gave no picture`];
  return {
    ...report,
    notes: [...report.notes, ...losses, ...complaints],
    frames: { ...report.frames, brokenPackets: missing },
  };
}
