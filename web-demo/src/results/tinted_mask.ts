/** A mask's white pixels in one colour, the rest clear, so that it can lie over a picture. */
export function tintedMask(mask: ImageBitmap, [red, green, blue]: readonly [number, number, number]): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = mask.width;
  canvas.height = mask.height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return canvas;
  context.drawImage(mask, 0, 0);
  const picture = context.getImageData(0, 0, mask.width, mask.height);
  const pixels = picture.data;
  for (let at = 0; at < pixels.length; at += 4) {
    pixels[at + 3] = pixels[at] ?? 0;
    pixels[at] = red;
    pixels[at + 1] = green;
    pixels[at + 2] = blue;
  }
  context.putImageData(picture, 0, 0);
  return canvas;
}
