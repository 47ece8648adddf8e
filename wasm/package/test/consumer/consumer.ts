// A user's program, type-checked against the installed package.
import {
  type AnalysisOptions,
  type Check,
  type CheckStatus,
  createPrecheck,
  type Feedback,
  type Frames,
  type GoldenFrame,
  type Precheck,
  PrecheckError,
  type Quad,
  type Report,
  type Source,
  type Verdict,
} from '@gradevault/precheck';
import { escalate } from '@gradevault/precheck/escalate';

export async function use(file: File, frame: VideoFrame): Promise<Verdict> {
  const options: Partial<AnalysisOptions> = { profile: 'quick', itemType: 'card' };
  const precheck: Precheck = await createPrecheck({ options, build: 'auto' });
  const feedback: Feedback | null = await precheck.push(frame, { rotation: 90 });
  const quad: Quad | null = feedback?.quad ?? null;
  const corner: number | undefined = quad?.[3][1];
  const report: Report = await precheck.finish();
  const frames: Frames = report.frames;
  const source: Source = report.source;
  const golden: GoldenFrame[] = report.goldenFrames;
  const statuses: CheckStatus[] = report.checks.map(({ status }: Check) => status);
  const full = await escalate(file, { precheck: report });
  // @ts-expect-error a misspelt member of the report
  const misspelt: unknown = report.veredict;
  // @ts-expect-error a verdict that does not exist
  const wrong: Verdict = 'bad';
  try {
    await precheck.checkFile(file);
  } catch (error) {
    if (error instanceof PrecheckError && error.code === 'no_video_track') precheck.dispose();
  }
  return [corner, frames, source, golden, statuses, misspelt, wrong].length > 0 ? full.report.verdict : report.verdict;
}
