import { PrecheckError, type FileProgress, type GoldenPicture, type Precheck } from '@gradevault/precheck';
import type { ItemType, Profile, Report } from '../report.js';
import type { GoldenStill, Problem } from '../scan/scan.js';
import type { ShotKind } from '../scan/shots.js';

export interface CheckRequest {
  file: Blob;
  kind: ShotKind;
  scanId: string;
  itemType: ItemType;
  profile: Profile;
  signal: AbortSignal;
  onProgress(progress: FileProgress): void;
  onStill(still: GoldenStill): void;
}

async function stillOf(golden: GoldenPicture): Promise<GoldenStill> {
  const { width, height } = golden.picture;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(golden.picture, 0, 0);
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  if (!picture) throw new Error('the browser could not make a picture of a golden frame');
  return { index: golden.index, frame: golden.frame, width, height, picture };
}

/** Checks a whole file, and keeps its golden frames as small pictures. */
export async function checkCapture(precheck: Precheck, request: CheckRequest): Promise<{ report: Report; stills: GoldenStill[] }> {
  const pictures: Promise<GoldenStill>[] = [];
  const report = await precheck.checkFile(request.file, {
    signal: request.signal,
    scanId: request.scanId,
    shot: request.kind.word,
    options: { itemType: request.itemType, side: request.kind.side, profile: request.profile },
    onProgress: (progress) => request.onProgress(progress),
    onGoldenPicture: (golden) => {
      const still = stillOf(golden);
      pictures.push(still);
      still.then(
        (made) => request.onStill(made),
        () => undefined,
      );
    },
  });
  const settled = await Promise.allSettled(pictures);
  const stills = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  return { report, stills: stills.sort((a, b) => a.index - b.index) };
}

/** Any failure of the pre-check as something to show. */
export function problemOf(error: unknown): Problem {
  if (error instanceof PrecheckError) return { code: error.code, message: error.message };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}
