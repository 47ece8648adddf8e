// A capture's file, demultiplexed: which track, which codec, where its packets are. Decodes nothing.
import { BlobSource, EncodedPacketSink, Input, type InputVideoTrack, MATROSKA, MP4, QTFF, WEBM } from 'mediabunny';
import { PrecheckError, type Source } from '../api.js';
import { CapturePackets } from './capture_packets.js';
import { notReadable, whatIsRead } from './file_signature.js';
import { transferKind } from './picture_meaning.js';

/** The report's names for what mediabunny calls otherwise. */
const codecs = new Map([
  ['avc', 'h264'],
  ['hevc', 'hevc'],
  ['vp8', 'vp8'],
  ['vp9', 'vp9'],
  ['av1', 'av1'],
]);
const containers = new Map([
  ['MP4', 'mp4'],
  ['QuickTime File Format', 'mov'],
  ['Matroska', 'mkv'],
  ['WebM', 'webm'],
]);

export interface CaptureFile {
  name: string;
  blob: Blob;
  /** What the report says of it, as far as the container knows. */
  source: Pick<Source, 'fileName' | 'bytes' | 'container' | 'codec' | 'transfer'>;
  /** E.g. avc1.640028. */
  codecString: string;
  rotation: 0 | 90 | 180 | 270;
  codedWidth: number;
  codedHeight: number;
  config: VideoDecoderConfig;
  packets: CapturePackets;
  close(): void;
}

/** Errors: unreadable_file, unsupported_container, no_video_track, unsupported_codec; each says what the file is and what to do. */
export async function openCapture(blob: Blob, fileName: string): Promise<CaptureFile> {
  const name = fileName || 'the file';
  const input = new Input({ formats: [MP4, QTFF, MATROSKA, WEBM], source: new BlobSource(blob) });
  try {
    return await describe(input, blob, fileName, name);
  } catch (error) {
    input.dispose();
    if (error instanceof PrecheckError) throw error;
    throw await notReadable(blob, name);
  }
}

async function describe(input: Input, blob: Blob, fileName: string, name: string): Promise<CaptureFile> {
  const format = await input.getFormat();
  const track = await chooseTrack(input);
  if (!track) throw await noVideo(input, blob, name);
  const codec = codecs.get((await track.getCodec()) ?? '');
  const config = codec === undefined ? null : await track.getDecoderConfig();
  if (codec === undefined || !config) {
    const id = await track.getInternalCodecId();
    const what = typeof id === 'string' ? id : ((await track.getCodec()) ?? 'unknown');
    throw new PrecheckError(
      'unsupported_codec',
      `${name} holds video in the codec "${what}"; ${whatIsRead}: film again, or convert it`,
    );
  }
  return {
    name,
    blob,
    source: {
      fileName,
      bytes: blob.size,
      container: containers.get(format.name) ?? format.name,
      codec,
      transfer: transferKind((await track.getColorSpace()).transfer),
    },
    codecString: config.codec,
    rotation: await track.getRotation(),
    codedWidth: await track.getCodedWidth(),
    codedHeight: await track.getCodedHeight(),
    config: decoderConfig(config, codec),
    packets: new CapturePackets(track, name),
    close: () => input.dispose(),
  };
}

/**
 * Range and matrix are the bitstream's to tell, as on the server; what the container says would overrule it. VP8's bitstream has
 * no say in it.
 */
function decoderConfig(config: VideoDecoderConfig, codec: string): VideoDecoderConfig {
  const { colorSpace, ...rest } = config;
  return codec === 'vp8' && colorSpace ? { ...rest, colorSpace } : rest;
}

/** As the server does: of the tracks in a codec that is read the one that is not empty, then the default one, then the largest. */
async function chooseTrack(input: Input): Promise<InputVideoTrack | null> {
  const tracks = await input.getVideoTracks();
  const ranked = await Promise.all(tracks.map(async (track) => ({ track, rank: await rankOf(track) })));
  ranked.sort((a, b) => compare(b.rank, a.rank));
  return ranked[0]?.track ?? null;
}

async function rankOf(track: InputVideoTrack): Promise<number[]> {
  const readable = codecs.has((await track.getCodec()) ?? '');
  const filled = (await new EncodedPacketSink(track).getFirstPacket({ metadataOnly: true }).catch(() => null)) !== null;
  const { default: isDefault } = await track.getDisposition();
  return [
    Number(readable),
    Number(filled),
    Number(isDefault),
    (await track.getCodedWidth()) * (await track.getCodedHeight()),
  ];
}

function compare(a: number[], b: number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

async function noVideo(input: Input, blob: Blob, name: string): Promise<PrecheckError> {
  const tracks = await input.getTracks();
  if (tracks.length === 0) return notReadable(blob, name);
  return new PrecheckError('no_video_track', `${name} has no video track, only sound: choose another file`);
}
