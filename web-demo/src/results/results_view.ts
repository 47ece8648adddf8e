import '../styles/results.css';
import type { FullAnalysis } from '@gradevault/precheck/escalate';
import type { App } from '../app.js';
import { verdictWords } from '../checks/meaning.js';
import { h } from '../dom/element.js';
import type { Report } from '../report.js';
import { banner } from '../verdict/banner.js';
import { checkList } from '../verdict/check_row.js';
import { facts, notes, saveReport } from '../verdict/facts.js';
import { agreementTable } from './agreement.js';
import { Artifacts } from './artifacts.js';
import { courseOfWork } from './course_of_work.js';
import { ItemViewer } from './item_viewer.js';
import { regionList } from './regions.js';

/** One sentence when the server says the same as the check on this device; the whole banner when it does not. */
function verdictLine(full: Report, own: Report | null): HTMLElement {
  if (own?.verdict !== full.verdict) return banner(full, 'h4', []);
  return h('p', { class: 'lead', 'data-testid': 'same-verdict' }, 'The server comes to the same verdict: ', h('strong', {}, verdictWords[full.verdict].title.toLowerCase()), '.');
}

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
    verdictLine(report, app.session.shot(shot).report),
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
      report.agreement && h('section', { class: 'panel' }, h('h4', {}, 'Check on this device and on the server'), agreementTable(report.agreement)),
      h('section', { class: 'panel' }, h('h4', {}, 'Engine, time and cost'), courseOfWork(report), notes(report)),
    ),
    h('details', { class: 'panel', open: !report.agreement }, h('summary', {}, h('h4', {}, 'The server’s checks')), checkList(report.checks, report.options)),
    h('details', { class: 'panel' }, h('summary', {}, h('h4', {}, 'About this analysis')), facts(report), h('p', { class: 'muted' }, `Analysis ${analysis.id}`), saveReport(report, `${app.session.scan.id}-${shot}-full`)),
  );
  return { element, close: () => undefined };
}
