// node render.mjs ZPL WIDTH-MM HEIGHT-MM DOTS-PER-MM PNG [the next five …]
import { readFileSync, writeFileSync } from 'node:fs';
import { ready } from 'zpl-renderer-js';

const { api } = await ready;
const given = process.argv.slice(2);
for (let i = 0; i < given.length; i += 5) {
  const [zpl, width, height, dots, png] = given.slice(i, i + 5);
  const picture = await api.zplToBase64Async(readFileSync(zpl, 'utf8'), Number(width), Number(height), Number(dots));
  writeFileSync(png, Buffer.from(picture, 'base64'));
}
process.exit(0); // its WebAssembly would go on for ever
