/** A luma plane like a printed page on a table: dark lines on a bright rectangle, a little shifted and with fresh noise a frame. */
export function lumaPlane(frame, width = 320, height = 240) {
  const data = new Uint8Array(width * height);
  let noise = 12345 + frame * 7919;
  const shift = frame % 2;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      noise = (noise * 1103515245 + 12345) & 0x7fffffff;
      const onPage = x > width / 6 && x < (width * 5) / 6 && y > height / 8 && y < (height * 7) / 8;
      const ink = (((x + shift) >> 2) + (y >> 3) * 5) % 7 < 2;
      data[y * width + x] = (onPage ? (ink ? 60 : 190) : 90) + ((noise >> 16) % 6);
    }
  }
  return { data, width, height };
}

/** The same as RGBA. */
export function rgbaPicture(frame, width = 320, height = 240) {
  const { data: luma } = lumaPlane(frame, width, height);
  const data = new Uint8ClampedArray(luma.length * 4);
  luma.forEach((value, index) => data.set([value, value, value, 255], index * 4));
  return { data, width, height };
}
