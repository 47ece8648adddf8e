// What a file that cannot be read is, by its first bytes: errors shall say so.
import { PrecheckError } from '../api.js';

export const whatIsRead = 'the pre-check reads H.264, HEVC, VP8, VP9 and AV1 video in mp4, mov, mkv and webm';
const takeAnother = `${whatIsRead}: film again, or convert it; the full analysis also reads avi`;

interface Signature {
  at: number;
  bytes: string;
  what: string;
  code: 'no_video_track' | 'unsupported_container' | 'unreadable_file';
}

const picture = (at: number, bytes: string, what: string): Signature => ({
  at,
  bytes,
  what: `a still picture (${what})`,
  code: 'unreadable_file',
});
const sound = (at: number, bytes: string, what: string): Signature => ({
  at,
  bytes,
  what: `a sound file (${what})`,
  code: 'no_video_track',
});
const container = (at: number, bytes: string, what: string): Signature => ({
  at,
  bytes,
  what,
  code: 'unsupported_container',
});

const signatures: Signature[] = [
  sound(8, 'WAVE', 'WAV'),
  container(8, 'AVI ', 'an AVI file'),
  picture(8, 'WEBP', 'WebP'),
  sound(0, 'ID3', 'MP3'),
  sound(0, '\xff\xfb', 'MP3'),
  sound(0, '\xff\xf3', 'MP3'),
  sound(0, '\xff\xf1', 'AAC'),
  sound(0, 'fLaC', 'FLAC'),
  sound(0, '#!AMR', 'AMR'),
  container(0, 'OggS', 'an Ogg file'),
  container(0, '\x30\x26\xb2\x75', 'a Windows Media file'),
  container(0, '\0\0\x01\xba', 'an MPEG program stream'),
  container(0, 'FLV', 'a Flash video'),
  container(0, '\x47\x40', 'an MPEG transport stream'),
  container(0, '#EXTM3U', 'a playlist'),
  picture(0, '\x89PNG', 'PNG'),
  picture(0, '\xff\xd8\xff', 'JPEG'),
  picture(0, 'GIF8', 'GIF'),
  picture(4, 'ftyphei', 'HEIC'),
  picture(4, 'ftypmif1', 'HEIF'),
  picture(4, 'ftypavif', 'AVIF'),
];

/** The error for a file that no demuxer takes. */
export async function notReadable(file: Blob, name: string): Promise<PrecheckError> {
  if (file.size === 0) return new PrecheckError('unreadable_file', `${name} is empty: choose another file`);
  const head = Array.from(new Uint8Array(await file.slice(0, 64).arrayBuffer()), (byte) =>
    String.fromCharCode(byte),
  ).join('');
  const match = signatures.find(({ at, bytes }) => head.startsWith(bytes, at));
  if (match) return new PrecheckError(match.code, `${name} is ${match.what}; ${takeAnother}`);
  const isoMedia = head.startsWith('ftyp', 4) || head.startsWith('moov', 4) || head.startsWith('mdat', 4);
  if (isoMedia || head.startsWith('\x1a\x45\xdf\xa3')) {
    return new PrecheckError('unreadable_file', `${name} is cut off or damaged: copy or record it again`);
  }
  return new PrecheckError('unreadable_file', `${name} is not a video; ${takeAnother}`);
}
