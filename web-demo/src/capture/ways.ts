import type { App } from '../app.js';
import { h } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import { fileInput } from './file_input.js';
import { takeSample } from './sample.js';

/** The ways to a capture: this page's camera, the phone's camera app, a file, the sample. */
export function captureWays(app: App, shot: string, ways: { camera: boolean } = { camera: true }): HTMLElement {
  const onFile = (file: File) => void app.check(shot, { file, name: file.name, filmed: false });
  const film = h('button', { type: 'button', class: 'primary large', 'data-testid': 'film' }, icon('camera'), h('span', {}, 'Film with guidance'));
  film.addEventListener('click', () => app.go({ shot, filming: true }));
  const sample = h('button', { type: 'button', class: 'link', 'data-testid': 'use-sample' }, 'Use the sample');
  sample.addEventListener('click', () => {
    sample.disabled = true;
    void takeSample(app, shot).finally(() => (sample.disabled = false));
  });
  return h(
    'div',
    { class: 'ways' },
    ways.camera && film,
    // Elsewhere the browser would open the same dialogue as for a file.
    navigator.maxTouchPoints > 0 && fileInput({ words: 'Use the camera app', icon: 'camera', camera: true, testId: 'camera-app', class: 'large', onFile }),
    fileInput({ words: 'Choose a video', icon: 'file', testId: 'choose-file', class: 'large', onFile }),
    h('p', { class: 'muted ways-more' }, h('span', { class: 'pointer-only' }, 'or drop one anywhere on this page'), sample),
  );
}
