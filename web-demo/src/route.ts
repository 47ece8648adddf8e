/** Where one is in the page: a shot, or its camera. In the address's hash, so that Back does what people expect. */
export interface Route {
  shot: string;
  filming: boolean;
}

export function routeFrom(hash: string, firstShot: string): Route {
  const [shot = '', mode = ''] = hash.replace(/^#\/?/, '').split('/');
  return { shot: shot === '' ? firstShot : decodeURIComponent(shot), filming: mode === 'film' };
}

export function hashOf(route: Route): string {
  return `#/${encodeURIComponent(route.shot)}${route.filming ? '/film' : ''}`;
}
