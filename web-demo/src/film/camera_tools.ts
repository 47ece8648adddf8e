import { h } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import { Camera } from './camera.js';

/** Torch, focus and the choice of camera: whatever this camera and this device offer. */
export function cameraTools(camera: Camera, choose: (deviceId: string) => void): HTMLElement {
  const tools = h('div', { class: 'film-tools' });
  if (camera.hasTorch) {
    const torch = h('button', { type: 'button', class: 'film-button', 'aria-pressed': 'false', 'data-testid': 'torch' }, icon('torch'), h('span', {}, 'Torch'));
    torch.addEventListener('click', () => {
      const on = torch.getAttribute('aria-pressed') !== 'true';
      camera.setTorch(on).then(
        () => torch.setAttribute('aria-pressed', String(on)),
        () => (torch.disabled = true),
      );
    });
    tools.append(torch);
  }
  const range = camera.focusRange;
  if (range) {
    const slider = h('input', { type: 'range', min: range.min, max: range.max, step: range.step || 'any', value: (range.min + range.max) / 2, 'aria-label': 'Focus distance', 'data-testid': 'focus' });
    const auto = h('button', { type: 'button', class: 'film-button', 'aria-pressed': 'true', 'data-testid': 'autofocus' }, 'Autofocus');
    slider.addEventListener('input', () => {
      auto.setAttribute('aria-pressed', 'false');
      camera.setFocus(Number(slider.value)).catch(() => (slider.disabled = true));
    });
    auto.addEventListener('click', () => void camera.autofocus().then(() => auto.setAttribute('aria-pressed', 'true'), () => undefined));
    tools.append(h('div', { class: 'film-focus' }, auto, slider));
  }
  void Camera.others().then(
    (cameras) => {
      if (cameras.length < 2) return;
      const select = h('select', { 'aria-label': 'Camera', 'data-testid': 'camera-choice' }, cameras.map((each, index) => h('option', { value: each.deviceId, selected: each.deviceId === camera.deviceId }, each.label || `Camera ${index + 1}`)));
      select.addEventListener('change', () => choose(select.value));
      tools.append(select);
    },
    () => undefined,
  );
  return tools;
}
