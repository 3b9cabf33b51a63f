// SVG: the part of a canvas that the drawing uses, written as shapes: what is saved is what is seen.
class Sheet {
  constructor() { this.parts = []; this.d = ''; this.dash = NONE; this.fillStyle = this.strokeStyle = '#000000'; this.globalAlpha = 1; this.lineWidth = 1; this.font = ''; this.textAlign = 'left'; this.measure = document.createElement('canvas').getContext('2d'); }
  beginPath() { this.d = ''; }
  moveTo(x, y) { this.d += `M${num(x)} ${num(y)}`; }
  lineTo(x, y) { this.d += `L${num(x)} ${num(y)}`; }
  bezierCurveTo(...p) { this.d += 'C' + p.map(num).join(' '); }
  closePath() { this.d += 'Z'; }
  rect(x, y, w, h) { this.d += `M${num(x)} ${num(y)}h${num(w)}v${num(h)}h${num(-w)}Z`; }
  roundRect(x, y, w, h, r) {
    const [a, b, c, e] = Array.isArray(r) ? r : [r, r, r, r];
    this.d += `M${num(x + a)} ${num(y)}H${num(x + w - b)}` + arc(b, b, b) + `V${num(y + h - c)}` + arc(c, -c, c) + `H${num(x + e)}` + arc(e, -e, -e) + `V${num(y + a)}` + arc(a, a, -a) + 'Z';
  }
  setLineDash(dash) { this.dash = dash; }
  draw(tag, given) { this.parts.push(svgEl(tag, { ...given, opacity: this.globalAlpha < 1 ? num(this.globalAlpha) : null })); }
  fill() { if (this.d) this.draw('path', { d: this.d, fill: this.fillStyle }); }
  stroke() { if (this.d) this.draw('path', { d: this.d, fill: 'none', stroke: this.strokeStyle, 'stroke-width': num(this.lineWidth), 'stroke-dasharray': this.dash.length ? this.dash.join(' ') : null }); }
  fillRect(x, y, w, h) { this.draw('rect', { x: num(x), y: num(y), width: num(w), height: num(h), fill: this.fillStyle }); }
  measureText(words) { this.measure.font = this.font; return this.measure.measureText(words); }
  text(words, x, y, room, look) {
    const [, weight, size] = /^(?:(\d+) )?([\d.]+)px/.exec(this.font), tight = room && this.measureText(words).width > room;
    const made = svgEl('text', { x: num(x), y: num(y), 'font-size': num(Number(size)), 'font-weight': weight || null, 'text-anchor': this.textAlign === 'center' ? 'middle' : 'start', 'dominant-baseline': 'central', textLength: tight ? num(room) : null, lengthAdjust: tight ? 'spacingAndGlyphs' : null, ...look });
    made.textContent = words;
    this.parts.push(made);
  }
  fillText(words, x, y, room) { this.text(words, x, y, room, { fill: this.fillStyle }); }
  strokeText(words, x, y) { this.text(words, x, y, 0, { fill: 'none', stroke: this.strokeStyle, 'stroke-width': num(this.lineWidth), 'stroke-linejoin': 'round' }); }
}
const num = (x) => Math.round(x * 100) / 100;
const arc = (r, dx, dy) => (r ? `a${num(r)} ${num(r)} 0 0 1 ${num(dx)} ${num(dy)}` : '');

// The view as it is: veiled as it is, but whole, whatever part of it is on the screen.
function drawWhole(c, box) {
  c.fillStyle = ink.bg; c.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
  drawStripes(c, box[1], box[3]);
  if (scene.boxes.length > 3000) { drawLanes(c); drawLaneNames(c, 1); drawLines(c, scene.lines, null, { heads: false }); drawDots(c); } else drawAll(c, null);
  if (lit) drawLit(c, box);
  drawHeads(c, box[1], 1);
}
function wholeBox() {
  const { left, top, right, bottom } = scene.extent, heads = scene.heads.length ? [scene.heads[0].left, scene.heads[scene.heads.length - 1].right] : [left, right];
  return [Math.min(left, heads[0]) - 16, top - HEAD - 16, Math.max(right, heads[1]) + 16, bottom + 16];
}
function svgPicture() {
  const sheet = new Sheet(), box = wholeBox(), [w, h] = [box[2] - box[0], box[3] - box[1]];
  drawWhole(sheet, box);
  const title = svgEl('title');
  title.textContent = document.title;
  return svgEl('svg', { xmlns: SVG, viewBox: `${num(box[0])} ${num(box[1])} ${num(w)} ${num(h)}`, width: num(w), height: num(h), 'font-family': FACE, role: 'img' }, title, ...sheet.parts);
}
function pngPicture() {
  const box = wholeBox(), [w, h] = [box[2] - box[0], box[3] - box[1]], k = Math.min(2, 16000 / w, 16000 / h, Math.sqrt(60e6 / (w * h)));
  const sheet = document.createElement('canvas');
  sheet.width = Math.ceil(w * k); sheet.height = Math.ceil(h * k);
  const c = sheet.getContext('2d');
  c.setTransform(k, 0, 0, k, -box[0] * k, -box[1] * k);
  drawWhole(c, box);
  return sheet;
}
