import { h } from '../dom/element.js';
import { icon, type IconName } from '../dom/icon.js';

export interface FileInputSettings {
  words: string;
  icon: IconName;
  /** Opens the phone's own camera app. */
  camera?: boolean;
  class?: string;
  testId: string;
  onFile(file: File): void;
}

/** A button that asks for a file: the label of an input that is there for keyboard and screen reader. */
export function fileInput(settings: FileInputSettings): HTMLElement {
  const input = h('input', {
    type: 'file',
    accept: 'video/*,.mkv,.mov',
    capture: settings.camera ? 'environment' : null,
    class: 'unseen',
    'data-testid': settings.testId,
  });
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    input.value = ''; // the same file may be chosen again
    if (file) settings.onFile(file);
  });
  return h('label', { class: `button ${settings.class ?? ''}` }, input, icon(settings.icon), h('span', {}, settings.words));
}
