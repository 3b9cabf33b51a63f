// Export: the picture, the rows and the triples of what is shown.
function save(name, blob) {
  const url = URL.createObjectURL(blob), link = el('a', { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  $('export').open = false;
  say(t('saved', { name }));
}

// What a spreadsheet would run as a formula stays words.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
function csvCell(words) { const safe = FORMULA.test(words) ? "'" + words : words; return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe; }
function csvText() {
  const lines = tableRows().map(({ s }) => [...COLUMNS.map((k) => CELLS[k](s)), s.claims.length ? DOCUMENTS[s.claims[0].document].published : '', s.o === undefined ? '' : ENTITIES[s.o].id, ENTITIES[s.s].id]);
  const head = [...COLUMNS.map((k) => t(k)), t('published'), t('objectId'), t('subjectId')];
  return '\ufeff' + [head, ...lines].map((row) => row.map((x) => csvCell(String(x))).join(',')).join('\r\n') + '\r\n';
}

const whole = (words) => words.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
const literal = (words, language = '') => JSON.stringify(whole(words)).replace(/[\u007f-\u009f\u2028\u2029]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')) + (language && '@' + language);
// As the graph itself writes an address: Han characters stay, what an IRI cannot hold is percent-encoded.
function segment(label) {
  return [...whole(label)].map((c) => (/[A-Za-z0-9\-._~!$&'()*+,;=:@]/.test(c) || (c > '\u009f' && !/[\p{Z}\p{C}]/u.test(c)) ? c : encodeURIComponent(c).replace(/[!'()*]/g, (x) => '%' + x.charCodeAt(0).toString(16).toUpperCase()))).join('');
}
function iri(id) { const [kind, ...label] = id.split('/'); return `<${DATA.prefixes.id}${segment(kind)}/${segment(label.join('/'))}>`; }

// Only triples that the graph itself holds, so that they can be put back into it; the words behind each stand beside it.
function turtleThing(n) {
  const e = ENTITIES[n], other = [...e.names.filter((x) => x !== e.label).map((x) => literal(x, 'zh')), ...e.english.map((x) => literal(x, 'en'))];
  return `${iri(e.id)} a chain:${e.kind} ;\n    skos:prefLabel ${literal(e.label, 'zh')}${other.map((x) => ` ;\n    skos:altLabel ${x}`).join('')} .`;
}
const remark = (words) => `# ${whole(words).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')}`;
function turtleSaid(s) {
  const said = s.amount ? `${nameOf(s.s)} ${relation(s.p)} ${objectWords(s)}` : '';
  const why = [word('origins', s.origin), s.origin !== 'Reference' ? s.confidence.toFixed(2) : '', said, s.claims.length ? '' : wordsOf(s)];
  const thing = objectIri(s), triple = thing ? [`${iri(ENTITIES[s.s].id)} chain:${s.p} ${thing} .`] : [];
  return [remark(why.filter(Boolean).join(' · ')), ...s.claims.map((c) => remark(citeWords(c))), ...triple, ...turtleAmount(s), ...turtleClaims(s)];
}
const objectIri = (s) => (s.amount ? iri(quantityId(s)) : s.o === undefined ? 'chain:' + s.value : iri(ENTITIES[s.o].id));
function turtleAmount(s) {
  if (!s.amount) return [];
  const { text, unit = '', value, low, high, of, basis, year } = s.amount, told = ['a chain:Quantity', `chain:asWritten ${literal(text)}`, `chain:unit ${literal(unit)}`];
  for (const [name, n] of [['qudt:numericValue', value], ['chain:lowerBound', low], ['chain:upperBound', high]]) if (n) told.push(`${name} ${decimal(n)}`);
  if (of !== undefined) told.push(`chain:material ${iri(ENTITIES[of].id)}`);
  if (basis) told.push(`chain:basis chain:${basis}`);
  if (year) told.push(`chain:year ${literal(year)}`);
  return [`${iri(quantityId(s))} ${told.join(' ;\n    ')} .`];
}
// Each claim under the id that it has in the graph, with the words it quotes; a step of domain knowledge is none.
function turtleClaims(s) {
  if (s.step !== undefined) return NONE;
  if (s.origin !== 'Stated') return [turtleClaim(s, groundId(s), s.claims[0])];
  return s.claims.map((c) => turtleClaim(s, claimId(s, c), c));
}
function turtleClaim(s, id, claim) {
  const quoted = claim ? ` ;\n    prov:wasQuotedFrom ${iri(passageId(claim))}` : '';
  const made = `${iri(id)} a chain:Claim, rdf:Statement ;\n    rdf:subject ${iri(ENTITIES[s.s].id)} ;\n    rdf:predicate chain:${s.p} ;\n    rdf:object ${objectIri(s)} ;\n    chain:origin chain:${s.origin}${quoted} .`;
  if (!claim) return made;
  const document_ = iri('document/' + DOCUMENTS[claim.document].id);
  return `${made}\n${iri(passageId(claim))} a chain:Passage ;\n    oa:exact ${literal(claim.quote)} ;\n    oa:start ${claim.start} ;\n    oa:end ${endOf(claim)} ;\n    dcterms:isPartOf ${document_} .`;
}
function turtleText() {
  const said = tableRows().map(({ s }) => s), used = new Set([...shownNodes, ...said.flatMap((s) => [s.s, s.o])].filter((n) => n !== undefined));
  const prefixes = Object.entries(DATA.prefixes).map(([name, at_]) => `@prefix ${name}: <${at_}> .`);
  return [...prefixes, '', ...[...used].sort((a, b) => a - b).map(turtleThing), '', ...said.flatMap(turtleSaid), ''].join('\n');
}

$('save-png').addEventListener('click', () => pngPicture().toBlob((blob) => save('graph.png', blob), 'image/png'));
$('save-svg').addEventListener('click', () => save('graph.svg', new Blob([new XMLSerializer().serializeToString(svgPicture())], { type: 'image/svg+xml' })));
$('save-csv').addEventListener('click', () => save('graph.csv', new Blob([csvText()], { type: 'text/csv;charset=utf-8' })));
$('save-turtle').addEventListener('click', () => save('graph.ttl', new Blob([turtleText()], { type: 'text/turtle;charset=utf-8' })));
$('copy-link').addEventListener('click', () => { copy(location.href); $('export').open = false; });
$('print').addEventListener('click', () => { $('export').open = false; print(); });

// Paper gets the drawing as shapes, whole; or all rows of the table.
const drawable = () => !['table', 'gaps'].includes(state.view) && scene.boxes.length > 0;
addEventListener('beforeprint', () => {
  if (state.view === 'table') moreRows(true);
  const theme = state.theme;
  state.theme = 'light'; readTheme();
  $('paper').replaceChildren(...(drawable() ? [svgPicture()] : []));
  state.theme = theme; readTheme();
  document.documentElement.dataset.theme = 'light';
});
addEventListener('afterprint', () => { $('paper').replaceChildren(); readTheme(); network.redraw(); });
