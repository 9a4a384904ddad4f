/** The dictionary as one page: no script, nothing loaded from elsewhere, readable by keyboard, screen reader and printer. */
import { byFamily, type Dictionary, type DictionaryEntry, factsOf } from './dictionary.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const safe = (text: string) => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

// Contrast of every text with its ground is above 7 to 1 in both schemes.
const STYLE = `
:root { color-scheme: light dark; --ink: #1b1b1f; --ground: #fff; --line: #767680; --soft: #45464f; --link: #12408a; }
@media (prefers-color-scheme: dark) { :root { --ink: #f1f0f4; --ground: #16161a; --line: #90909a; --soft: #c8c6d0; --link: #aecbff; } }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); max-width: 62rem; margin: 0 auto; padding: 1rem; }
a { color: var(--link); } a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
nav ul { columns: 18rem; padding-left: 1.2rem; } nav h3 { margin-bottom: 0; }
article { border-top: 1px solid var(--line); padding-top: .5rem; margin-top: 1.5rem; break-inside: avoid; }
.id { color: var(--soft); } code { font-family: ui-monospace, monospace; }
dl { display: grid; grid-template-columns: minmax(8rem, 11rem) 1fr; gap: .2rem 1rem; } dt { color: var(--soft); } dd { margin: 0; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .15rem .8rem .15rem 0; vertical-align: top; }
@media (max-width: 34rem) { dl { display: block; } dd { margin-bottom: .5rem; } }
@media print { nav, .skip { display: none; } body { max-width: none; font-size: 10pt; } a { color: inherit; text-decoration: none; } }`;

function entryHtml(entry: DictionaryEntry): string {
  const id = safe(entry.id);
  const facts = factsOf(entry).map(([term, text]) => `<dt>${term}</dt><dd>${safe(text)}</dd>`);
  const changes = entry.changes.map(
    ({ version, date, what }) =>
      `<tr><td>${version}</td><td><time datetime="${safe(date)}">${safe(date)}</time></td><td>${safe(what)}</td></tr>`,
  );
  return `<article id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${safe(entry.title)}</h3>
<p class="id"><code>${id}</code> · version ${entry.version}</p>
<p><strong>${safe(entry.question)}</strong></p>
<dl>${facts.join('\n')}</dl>
<h4>Caveats</h4>
<ul>${entry.caveats.map((caveat) => `<li>${safe(caveat)}</li>`).join('')}</ul>
<h4>Changes of the definition</h4>
<table><thead><tr><th scope="col">Version</th><th scope="col">Date</th><th scope="col">What</th></tr></thead>
<tbody>${changes.join('')}</tbody></table>
</article>`;
}

/** The dictionary as one HTML page. */
export function dictionaryHtml(dictionary: Dictionary): string {
  const families = byFamily(dictionary);
  const index = families.map(([family, entries]) => {
    const links = entries.map(({ id, title }) => `<li><a href="#${safe(id)}">${safe(title)}</a></li>`);
    return `<h3>${safe(family)}</h3>\n<ul>${links.join('\n')}</ul>`;
  });
  const sections = families.map(
    ([family, entries]) =>
      `<section aria-labelledby="family-${safe(family)}">\n<h2 id="family-${safe(family)}">${safe(family)}</h2>\n${entries.map(entryHtml).join('\n')}\n</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Metric dictionary</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#metrics">Skip to the metrics</a>
<header><h1>Metric dictionary</h1>
<p>${dictionary.metrics.length} metrics, as the code that computes them defines them. Every value comes with its n and, where it is an estimate, a 95 % interval; what is missing has a reason.</p></header>
<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>
${index.join('\n')}
</nav>
<main id="metrics">
${sections.join('\n')}
</main>
</body>
</html>
`;
}
