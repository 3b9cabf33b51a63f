// Arrange: boxes given a column are stacked so that lines run as straight as may be; the same in every run.
const GAP_X = 64, GAP_Y = 16, SWEEPS = 14;

// The nearest values that never fall (pool adjacent violators).
function pooled(wishes) {
  const blocks = [];
  for (const wish of wishes) {
    let total = wish, count = 1;
    while (blocks.length && blocks[blocks.length - 1][0] / blocks[blocks.length - 1][1] > total / count) {
      const [t0, c0] = blocks.pop();
      total += t0; count += c0;
    }
    blocks.push([total, count]);
  }
  return blocks.flatMap(([total, count]) => Array(count).fill(total / count));
}

function settle(stack, y, near) {
  const wish = new Map(stack.map((b) => [b, near.get(b).length ? near.get(b).reduce((sum, o) => sum + y.get(o), 0) / near.get(b).length : y.get(b)]));
  stack.sort((a, b) => wish.get(a) - wish.get(b) || y.get(a) - y.get(b));
  let top = 0;
  const offset = stack.map((b) => { const middle = top + b.h / 2; top += b.h + GAP_Y; return middle; });
  pooled(stack.map((b, i) => wish.get(b) - offset[i])).forEach((base, i) => y.set(stack[i], base + offset[i]));
}

// A line over several columns is given a bend in each that it passes, which keeps room for it there.
const BENT = 700;
function bendsOf(lines, order) {
  if (lines.length > BENT) return [];
  return lines.flatMap((l) => {
    const [i, j] = [order.indexOf(l.a.col), order.indexOf(l.b.col)], between = order.slice(Math.min(i, j) + 1, Math.max(i, j));
    l.bends = (i < j ? between : between.reverse()).map((col) => ({ col, w: 0, h: 0, bend: true }));
    return l.bends;
  });
}

// The bends of a line are given one height over as many columns as nothing keeps apart; longer lines go first.
function blocksOf(stacks, runs) {
  const at_ = new Map(), leader = new Map(), taken = new Map();
  for (const stack of stacks) stack.forEach((b, i) => { at_.set(b, i); leader.set(b, b); });
  for (const run of [...runs].sort((a, b) => b.length - a.length)) {
    for (let i = 1; i < run.length; i++) {
      const [p, q] = run[i - 1].col < run[i].col ? [run[i - 1], run[i]] : [run[i], run[i - 1]];
      if (!taken.has(p.col)) taken.set(p.col, []);
      if (taken.get(p.col).some(([m, n]) => (m < at_.get(p)) !== (n < at_.get(q)))) continue;
      taken.get(p.col).push([at_.get(p), at_.get(q)]);
      leader.set(run[i], leader.get(run[i - 1]));
    }
  }
  return leader;
}
function straighten(stacks, near, y, runs) {
  if (!runs.length) return;
  const leader = blocksOf(stacks, runs), blocks = new Map(), above = new Map(), below = new Map(), lead = (b) => leader.get(b);
  for (const b of leader.keys()) { const k = lead(b); if (!blocks.has(k)) { blocks.set(k, []); above.set(k, []); below.set(k, []); } blocks.get(k).push(b); }
  for (const stack of stacks) stack.forEach((b, i) => { if (i) { const a = stack[i - 1], apart = (a.h + b.h) / 2 + GAP_Y; above.get(lead(b)).push([lead(a), apart]); below.get(lead(a)).push([lead(b), apart]); } });
  const waiting = new Map([...blocks.keys()].map((k) => [k, above.get(k).length])), order = [...blocks.keys()].filter((k) => !waiting.get(k)), high = new Map();
  for (let i = 0; i < order.length; i++) for (const [k] of below.get(order[i])) { waiting.set(k, waiting.get(k) - 1); if (!waiting.get(k)) order.push(k); }
  if (order.length < blocks.size) return;
  for (const k of order) { const own = blocks.get(k); high.set(k, Math.max(own.reduce((sum, b) => sum + y.get(b), 0) / own.length, ...above.get(k).map(([o, apart]) => high.get(o) + apart))); }
  const ends = new Map([...blocks].map(([k, own]) => [k, own.flatMap((b) => near.get(b).map(lead)).filter((o) => o !== k)]));
  const wish = (k) => { const others = ends.get(k); if (!others.length) return high.get(k); return blocks.get(k).length > 1 ? high.get(others.reduce((a, b) => (ends.get(b).length < ends.get(a).length ? b : a))) : others.reduce((sum, o) => sum + high.get(o), 0) / others.length; };
  for (let turn = 0; turn < 8; turn++) {
    for (const k of turn % 2 ? order : [...order].reverse()) high.set(k, Math.min(...below.get(k).map(([o, apart]) => high.get(o) - apart), Math.max(...above.get(k).map(([o, apart]) => high.get(o) + apart), wish(k))));
  }
  for (const [k, own] of blocks) for (const b of own) y.set(b, high.get(k));
}

// boxes: {col, w, h}; lines: {a, b}. Sets x and y and the way of each line; gives the columns as {col, left, right}.
function arrange(boxes, lines, gap = GAP_X) {
  const order = [...new Set(boxes.map((b) => b.col))].sort((a, b) => a - b), bends = bendsOf(lines, order);
  const all = [...boxes, ...bends], near = new Map(all.map((b) => [b, []])), y = new Map(), stacks = new Map(order.map((col) => [col, []]));
  for (const b of all) stacks.get(b.col).push(b);
  for (const l of lines) {
    const stops = [l.a, ...(l.bends || NONE), l.b];
    for (let i = 1; i < stops.length; i++) if (stops[i - 1].col !== stops[i].col) { near.get(stops[i - 1]).push(stops[i]); near.get(stops[i]).push(stops[i - 1]); }
  }
  for (const col of order) {
    let top = 0;
    for (const b of stacks.get(col)) { y.set(b, top + b.h / 2); top += b.h + GAP_Y; }
    stacks.get(col).forEach((b) => y.set(b, y.get(b) - top / 2));
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) for (const col of sweep % 2 ? [...order].reverse() : order) settle(stacks.get(col), y, near);
  straighten(order.map((col) => stacks.get(col)), near, y, lines.map((l) => l.bends || NONE).filter((run) => run.length > 1));
  let left = 0;
  const columns = order.map((col) => {
    const wide = Math.max(...stacks.get(col).map((b) => b.w));
    for (const b of stacks.get(col)) { b.x = Math.round(left + wide / 2); b.y = Math.round(y.get(b)); }
    const column = { col, left: left - gap / 2, right: left + wide + gap / 2 };
    left += wide + gap;
    return column;
  });
  for (const l of lines) l.way = (l.bends || NONE).map((b) => [b.x, b.y]);
  return columns;
}

// How many steps each lies from the first of those that lead to it within the same cell; what closes a loop is left out.
function levels(members, next, deepest = 3) {
  const level = new Map(), open = new Set(), inside = new Set(members);
  const visit = (n) => {
    if (level.has(n)) return level.get(n);
    open.add(n);
    const above = next(n).filter((m) => inside.has(m) && !open.has(m)).map((m) => visit(m) + 1);
    open.delete(n);
    level.set(n, Math.min(deepest, Math.max(0, ...above)));
    return level.get(n);
  };
  members.forEach(visit);
  return level;
}
