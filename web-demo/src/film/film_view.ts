import '../styles/film.css';
import type { Precheck } from '@gradevault/precheck';
import type { App } from '../app.js';
import { captureWays } from '../capture/ways.js';
import { h } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import { problemOf } from '../precheck/check_capture.js';
import { shotKind } from '../scan/shots.js';
import { clock, plainNumber } from '../text/numbers.js';
import { Camera } from './camera.js';
import { cameraProblem } from './camera_problem.js';
import { cameraTools } from './camera_tools.js';
import { pumpFrames } from './frame_source.js';
import { HintCard } from './hint_card.js';
import { QuadOverlay } from './quad_overlay.js';
import { Recording } from './recording.js';

/** s; a longer capture says nothing more, and grows too large to send. */
const longestRecording = 60;

/** The camera with live guidance, over the whole window. What is recorded is then checked as a file. */
export function openFilm(app: App, shot: string): { element: HTMLElement; close(): void } {
  const kind = shotKind(app.session.scan.itemType, shot);
  const video = h('video', { class: 'film-video', playsinline: true, autoplay: true, muted: true, 'aria-label': 'Live picture', 'data-testid': 'live-video' });
  video.muted = true;
  const overlay = new QuadOverlay();
  const hint = new HintCard(app.announcer);
  const figures = h('p', { class: 'film-figures numbers', 'data-testid': 'live-figures' });
  const time = h('span', { class: 'film-time numbers', 'data-testid': 'recording-time', role: 'timer' });
  const shutter = h('button', { type: 'button', class: 'shutter', disabled: true, 'aria-pressed': 'false', 'data-testid': 'record' }, h('span', { class: 'shutter-dot' }), h('span', { class: 'shutter-words' }, 'Record'));
  const back = h('button', { type: 'button', class: 'film-button', 'data-testid': 'leave-film' }, icon('back'), h('span', {}, 'Back'));
  back.addEventListener('click', () => app.go({ shot, filming: false }));
  const toolPlace = h('div', {});
  const stage = h('div', { class: 'film-stage' }, video, overlay.element);
  const element = h(
    'div',
    { class: 'film', role: 'dialog', 'aria-modal': 'true', 'aria-label': `Film: ${kind.title}`, 'data-testid': 'film-view' },
    h('div', { class: 'film-head' }, back, h('div', {}, h('h2', {}, kind.title), h('p', {}, kind.instruction))),
    stage,
    h('div', { class: 'film-foot' }, hint.element, h('div', { class: 'film-controls' }, time, shutter, toolPlace), figures),
  );

  let closed = false;
  let camera: Camera | null = null;
  let precheck: Precheck | null = null;
  let recording: Recording | null = null;
  let stopPump = () => undefined as void;
  let stopFeedback = () => undefined as void;
  let ticking = 0;
  let shown = 0;

  function fail(sentence: string, code: string): void {
    const again = h('button', { type: 'button', class: 'primary', 'data-testid': 'retry-camera' }, 'Try again');
    again.addEventListener('click', () => {
      element.classList.remove('film-failed');
      stage.replaceChildren(video, overlay.element);
      void begin();
    });
    element.classList.add('film-failed');
    stage.replaceChildren(h('div', { class: 'panel film-problem', role: 'alert', 'data-testid': 'camera-problem', 'data-code': code }, h('h3', {}, icon('warning'), 'No camera'), h('p', {}, sentence), h('div', { class: 'row' }, again), captureWays(app, shot, { camera: false })));
    again.focus();
  }

  async function begin(deviceId?: string): Promise<void> {
    release();
    try {
      if (!window.isSecureContext || !navigator.mediaDevices) throw new Error('no camera for this page');
      const opened = await Camera.open(deviceId);
      if (closed) return opened.close();
      camera = opened;
    } catch (error) {
      const problem = cameraProblem(error, window.isSecureContext, 'mediaDevices' in navigator);
      if (!closed) fail(problem.sentence, problem.code);
      return;
    }
    const own = camera;
    own.track.addEventListener('ended', () => {
      if (!closed && camera === own) fail('The camera was taken away. Try again, or use another way.', 'ended');
    });
    video.srcObject = own.stream;
    await video.play().catch(() => undefined);
    shutter.disabled = false;
    toolPlace.replaceChildren(cameraTools(own, (id) => void begin(id)));
    try {
      precheck = await app.precheck.get();
      if (closed || camera !== own) return;
      const session = precheck;
      stopFeedback = session.on('feedback', (feedback) => {
        overlay.show(feedback);
        hint.show(feedback);
        shown += 1;
        if (shown % 10 === 1) figures.textContent = `${feedback.width} × ${feedback.height} · sharpness ${plainNumber(feedback.sharpness)} · ${feedback.latency.toFixed(0)} ms`;
      });
      stopPump = pumpFrames(own.track, video, (frame, settings) => session.push(frame, settings));
    } catch (error) {
      // Filming goes on without guidance; what is recorded may be checked elsewhere.
      hint.element.querySelector('.hint-words')?.replaceChildren(`No guidance: ${problemOf(error).message}`);
    }
  }

  function release(): void {
    stopPump();
    stopFeedback();
    stopPump = stopFeedback = () => undefined;
    recording?.drop();
    recording = null;
    camera?.close();
    camera = null;
    clearInterval(ticking);
    shutter.disabled = true;
  }

  /** A live stream has to be ended before the session takes a file. */
  async function endStream(): Promise<void> {
    stopPump();
    stopFeedback();
    if (precheck && shown > 0) await precheck.finish().catch(() => app.precheck.renew());
    precheck = null;
  }

  function tick(): void {
    const length = recording?.length ?? 0;
    time.textContent = clock(length);
    if (length >= longestRecording) void stopRecording();
  }

  function startRecording(): void {
    if (!camera) return;
    try {
      recording = Recording.begin(camera.stream);
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error), 'no_recorder');
      return;
    }
    shutter.setAttribute('aria-pressed', 'true');
    element.classList.add('recording');
    shutter.querySelector('.shutter-words')?.replaceChildren('Stop');
    app.announcer.say('Recording');
    tick();
    ticking = window.setInterval(tick, 250);
  }

  async function stopRecording(): Promise<void> {
    const own = recording;
    if (!own) return;
    recording = null;
    clearInterval(ticking);
    shutter.disabled = true;
    try {
      const file = await own.finish(`${app.session.scan.itemType}-${shot}`);
      await endStream();
      release();
      void app.check(shot, { file, name: file.name, filmed: true });
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error), 'recording_failed');
    }
  }

  shutter.addEventListener('click', () => (recording ? void stopRecording() : startRecording()));
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') app.go({ shot, filming: false });
  });
  void begin().then(() => (shutter.disabled ? back : shutter).focus());
  return {
    element,
    close: () => {
      closed = true;
      release();
      void endStream();
      element.remove();
    },
  };
}
