// The report's parts by name; the package's types come from core/schema.
import type { Report } from '@gradevault/precheck';

export type { AnalysisOptions, Quad, Report } from '@gradevault/precheck';
export type Check = Report['checks'][number];
export type CheckStatus = Check['status'];
export type Verdict = Report['verdict'];
export type Frames = Report['frames'];
export type GoldenFrame = Report['goldenFrames'][number];
export type Agreement = NonNullable<Report['agreement']>[number];
export type Defects = NonNullable<Report['defects']>;
export type Region = Defects['regions'][number];
export type ItemType = Report['itemType'];
export type Side = Report['side'];
export type Profile = NonNullable<Report['options']['profile']>;
