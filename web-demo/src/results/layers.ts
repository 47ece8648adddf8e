import type { GoldenFrame, Report } from '../report.js';

export type LayerKind = 'none' | 'mask' | 'heat' | 'structure' | 'classes';

export interface Layer {
  kind: LayerKind;
  title: string;
  /** What one sees. */
  what: string;
  artifact: string | null;
}

/** rectified_03.png → 03. */
function numberOf(golden: GoldenFrame): string | null {
  return /(\d+)\.\w+$/.exec(golden.rectifiedArtifact ?? '')?.[1] ?? null;
}

/** What can be laid over a golden frame's rectified picture. The defect maps lie in the reference frame's pixels. */
export function layersOf(report: Report, golden: GoldenFrame, has: (name: string) => boolean): Layer[] {
  const number = numberOf(golden);
  const layers: Layer[] = [{ kind: 'none', title: 'None', what: '', artifact: null }];
  const add = (kind: LayerKind, title: string, what: string, artifact: string) => {
    if (has(artifact)) layers.push({ kind, title, what, artifact });
  };
  if (report.defects && golden.frame === report.defects.referenceFrame) {
    add('mask', 'Defect mask', 'pixels that the method calls damaged', 'defect_mask.png');
    add('heat', 'Heat map', 'where the method looks, from dark to bright', 'defect_heatmap.png');
  }
  if (number !== null) {
    add('structure', 'Structure', 'lines and edges, printed ones too', `structure_${number}.png`);
    add('classes', 'Classes', 'stains yellow, structure red, wear blue', `overlay_${number}.png`);
  }
  return layers;
}
