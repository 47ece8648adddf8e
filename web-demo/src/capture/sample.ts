import type { App } from '../app.js';

/** The sample is served beside the page; a server that has none is no reason to stop. */
export async function takeSample(app: App, shot: string): Promise<void> {
  try {
    const response = await fetch('./sample.mp4');
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const file = await response.blob();
    if (!file.type.startsWith('video/')) throw new Error('the server sent something else');
    await app.check(shot, { file, name: 'sample.mp4', filmed: false });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    app.session.update(shot, {
      problem: { code: 'no_sample', message: `The sample is not there (${why}). Choose a video of yours, or film.` },
    });
  }
}
