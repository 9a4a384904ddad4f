import { describe, expect, it } from 'vitest';
import { metrics } from '../catalogue.ts';
import { dictionary, factsOf } from './dictionary.ts';
import { dictionaryHtml } from './dictionary-html.ts';
import { dictionaryMarkdown } from './dictionary-markdown.ts';

describe('the dictionary', () => {
  const all = dictionary();
  const page = dictionaryHtml(all);

  it('has every metric, each with how its number is made', () => {
    expect(all.metrics.map(({ id }) => id)).toEqual(metrics.map(({ id }) => id));
    expect(all.metrics.every(({ method }) => method.length > 10)).toBe(true);
    expect(all.dimensions.length).toBeGreaterThan(10);
  });

  it('says question, formula, target with its origin, caveats and change log on the page', () => {
    const entry = all.metrics.find(({ id }) => id === 'pair-survival');
    if (entry === undefined) throw new Error('pair-survival is in the catalogue');
    const article = page.slice(page.indexOf('id="pair-survival"'));
    expect(article).toContain(entry.question);
    expect(article).toContain(entry.target?.origin);
    expect(article).toContain(entry.caveats[0]);
    expect(article).toContain('<time datetime="2026-11-20">');
    expect(factsOf(entry).map(([term]) => term)).toContain('Usual or aimed at');
  });

  it('is one page that loads nothing, with a language, one main part and a heading for every section', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).not.toMatch(/<script|<link|src=|@import|url\(/);
    expect(page.match(/<main/g)).toHaveLength(1);
    expect(page.match(/<h1/g)).toHaveLength(1);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/(?:href="#|aria-labelledby=")([^"]+)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('takes texts for texts, not for markup', () => {
    const [first] = all.metrics;
    if (first === undefined) throw new Error('the catalogue is empty');
    const hostile = { ...all, metrics: [{ ...first, title: '<img src=x onerror="1">', question: 'a | *b*?' }] };
    expect(dictionaryHtml(hostile)).toContain('&lt;img src=x onerror=&quot;1&quot;&gt;');
    expect(dictionaryMarkdown(hostile)).toContain('a \\| \\*b\\*?');
  });
});
