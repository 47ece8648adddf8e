export interface CameraProblem {
  code: 'insecure' | 'unsupported' | 'refused' | 'no_camera' | 'busy' | 'failed';
  sentence: string;
}

const otherWays = 'You can use the phone’s camera app or choose a video instead.';

/** Why there is no camera, in a sentence that says what to do. `error` is what getUserMedia threw. */
export function cameraProblem(error: unknown, isSecureContext: boolean, hasMediaDevices: boolean): CameraProblem {
  if (!isSecureContext)
    return { code: 'insecure', sentence: `The browser lends its camera only to pages that came by https. Open this page by its https address. ${otherWays}` };
  if (!hasMediaDevices) return { code: 'unsupported', sentence: `This browser cannot film in a page. ${otherWays}` };
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return { code: 'refused', sentence: `The camera was not allowed. Allow it for this page in the browser’s address bar or settings, then try again. ${otherWays}` };
    case 'NotFoundError':
    case 'OverconstrainedError':
      return { code: 'no_camera', sentence: `No camera was found. ${otherWays}` };
    case 'NotReadableError':
    case 'AbortError':
      return { code: 'busy', sentence: `The camera is in use by another app. Close that app, then try again. ${otherWays}` };
    default:
      return { code: 'failed', sentence: `The camera could not be started${error instanceof Error ? ` (${error.message})` : ''}. ${otherWays}` };
  }
}
