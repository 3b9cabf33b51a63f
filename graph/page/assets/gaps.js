// Gaps: the reference steps of a chain, stage by stage: present, under way, or not stated in these texts.
const STATES = ['Present', 'UnderWay', 'NotStated'];
const STATE_SIGN = { Present: '●', UnderWay: '◐', NotStated: '○' };
const gapChains = () => [...new Set(FOUND.steps.map((s) => s.chain))];

function openId(id) { return numberOf.has(id) ? go(numberOf.get(id)) : el('span', { text: labelOf(id) }); }
function parts(title, list) {
  if (!list.length) return null;
  const one = ([id, makers]) => el('span', { cls: 'part' }, openId(id), makers.length ? el('small', {}, '（', makers.map((m, i) => [i ? t('listJoin') : '', openId(m)]), '）') : null);
  return el('p', { cls: 'parts' }, el('span', { cls: 'quiet', text: title + ' ' }), list.map((p, i) => [i ? t('listJoin') : '', one(p)]));
}
// What is made and what is missing at a glance; why it is said so, and where the step is from, a click away.
function stepCard(s) {
  const head = el('div', { cls: 'head' }, el('b', { text: pick(s.label) }), el('span', { cls: 'end state', title: t('state_' + s.state), text: `${STATE_SIGN[s.state]} ${t('brief_' + s.state)}` }));
  const kind = pick(s.kind) ? el('span', { cls: 'tag', text: pick(s.kind) }) : null, reason = pick(s.reason);
  const sources = s.sources.length ? el('ul', { cls: 'rows' }, s.sources.map((x) => el('li', { cls: 'quiet', text: x }))) : null;
  const why = reason || sources ? el('details', {}, el('summary', {}, kind, kind ? ' ' : null, t('whySource')), reason ? el('p', { cls: 'reason', text: reason }) : null, sources) : kind && el('p', {}, kind);
  return el('article', { cls: 'step', 'data-state': s.state }, head, parts(t('inputs'), s.inputs), parts(t('outputs'), s.outputs), why);
}
function stageColumn(stage, steps) {
  const count = counted(steps.map((s) => s.state)), sorted = STATES.flatMap((state_) => steps.filter((s) => s.state === state_));
  const counts = STATES.filter((s) => count.has(s)).map((s) => el('span', { cls: 'state', 'data-state': s, title: t('state_' + s), text: `${STATE_SIGN[s]} ${count.get(s)}` }));
  return el('section', { cls: 'column', 'aria-label': word('stages', stage) }, el('h2', {}, word('stages', stage), counts), sorted.map(stepCard));
}
function drawGaps() {
  const steps = FOUND.steps.filter((s) => s.chain === state.chain), stages = STAGES.filter((x) => steps.some((s) => s.stage === x));
  if (!steps.length) { $('gaps').replaceChildren(el('p', { cls: 'quiet', text: t('gapsNone') })); return; }
  const count = counted(steps.map((s) => s.state));
  const summary = el('p', { id: 'gaps-summary' }, STATES.map((s) => el('span', { cls: 'state', 'data-state': s, text: `${STATE_SIGN[s]} ${t('state_' + s)} ${count.get(s) || 0}` })), el('span', { cls: 'quiet', text: pick(FOUND.wholes[state.chain] || ['', '']) }));
  $('gaps').replaceChildren(summary, el('p', { cls: 'quiet', text: t('gapsAbout') }), el('div', { cls: 'columns' }, stages.map((stage) => stageColumn(stage, steps.filter((s) => s.stage === stage)))));
}
