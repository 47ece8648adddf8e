import '../styles/results.css';
import type { FullAnalysis } from '@gradevault/precheck/escalate';
import type { App } from '../app.js';
import { h } from '../dom/element.js';
import { banner } from '../verdict/banner.js';
import { checkList } from '../verdict/check_row.js';
import { facts, notes, saveReport } from '../verdict/facts.js';
import { agreementTable } from './agreement.js';
import { Artifacts } from './artifacts.js';
import { courseOfWork } from './course_of_work.js';
import { ItemViewer } from './item_viewer.js';
import { regionList } from './regions.js';

/** The server's full analysis of one shot. */
export function resultsView(app: App, shot: string, analysis: FullAnalysis, renew: () => Promise<FullAnalysis | null>): { element: HTMLElement; close(): void } {
  const { report } = analysis;
  const { defects } = report;
  const artifacts = new Artifacts(analysis.artifacts, renew);
  const viewer = report.goldenFrames.some((golden) => artifacts.has(golden.rectifiedArtifact)) ? new ItemViewer(report, artifacts) : null;
  const experimental = defects?.experimental
    ? h('p', { class: 'experimental', 'data-testid': 'experimental' }, h('strong', {}, 'Experimental'), ` The method “${defects.method}” takes printed edges for damage as well. Its numbers say where to look, not how damaged the item is.`)
    : null;
  const element = h(
    'section',
    { class: 'stack results', 'aria-label': 'Full analysis', 'data-testid': 'results' },
    h('h3', { class: 'results-title' }, 'Full analysis'),
    banner(report, 'h4', []),
    viewer && h('section', { class: 'panel' }, h('h4', {}, 'The item'), experimental, viewer.element),
    !viewer && h('p', { class: 'panel muted' }, report.goldenFrames[0]?.quadReason ?? 'There is no straightened picture of the item.'),
    defects &&
      h(
        'section',
        { class: 'panel' },
        h('h4', {}, 'Regions'),
        regionList(defects.regions, artifacts, (region) => viewer?.outline(region)),
        h('p', { class: 'muted numbers' }, `Share of pixels that the method “${defects.method}” marks, in each region; ${defects.defectPercentage.toFixed(1)} % of the whole item, from ${defects.framesUsed} golden frames.${defects.experimental ? ' Experimental: not a grade.' : ''}`),
      ),
    h('div', { class: 'verdict-columns' },
      h('section', { class: 'panel' }, h('h4', {}, 'The server’s checks'), checkList(report.checks, report.options), notes(report)),
      h('section', { class: 'panel' }, h('h4', {}, 'Engine, time and cost'), courseOfWork(report)),
    ),
    report.agreement && h('section', { class: 'panel' }, h('h4', {}, 'Pre-check and server side by side'), agreementTable(report.agreement)),
    h('details', { class: 'panel' }, h('summary', {}, h('h4', {}, 'About this analysis')), facts(report), h('p', { class: 'muted' }, `Analysis ${analysis.id}`), saveReport(report, `${app.session.scan.id}-${shot}-full`)),
  );
  return { element, close: () => undefined };
}
